//! What an estate says, for people to read: the access register, AWS CLI profiles.
//!
//! Owns: the shape and the words of what is shown, and every format of it. Refuses:
//! files, terminals and clocks; texts are returned, widths are handed in. Who holds
//! what is [`bailiwick_estate::holding`]'s to say. Start reading at [`register`].

pub mod profiles;
pub mod register;
