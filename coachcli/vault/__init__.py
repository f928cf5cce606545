"""Keys and sealing. The only room that knows the cipher and the system keyring."""
