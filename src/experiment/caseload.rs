//! Many cases through the same offices: replications of one world in which files wait for desks.

pub mod books;
pub mod setup;
pub mod world;
