namespace Workbench.Demo;

/// <summary>One stroke on a drum.</summary>
/// <param name="Start">When, in seconds.</param>
/// <param name="Drum">Which drum.</param>
/// <param name="Velocity">How hard, 0 to 1.</param>
internal readonly record struct DrumHit(double Start, Drum Drum, float Velocity);
