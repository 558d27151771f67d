//! The courts. Each file says what one of them does with every paper it can get.

pub mod circuit;
pub mod district;
pub mod elsewhere;
pub mod magistrate;
pub mod supreme;
