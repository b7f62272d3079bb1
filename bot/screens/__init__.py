"""What rooms share on the screen: keyboards, menus, the gate, the neutral line, an exercise."""
