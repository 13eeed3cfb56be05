namespace Workbench.Demo;

/// <summary>One note of a score.</summary>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="Seconds">How long it is held.</param>
/// <param name="Pitch">Semitones, MIDI counting: 60 is middle C.</param>
/// <param name="Velocity">How hard it is played, 0 to 1.</param>
internal readonly record struct Note(double Start, double Seconds, double Pitch, float Velocity);
