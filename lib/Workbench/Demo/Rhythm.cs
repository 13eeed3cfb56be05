using Workbench.Demo.Instruments;

namespace Workbench.Demo;

/// <summary>How a genre moves.</summary>
/// <param name="Tempo">Beats a minute.</param>
/// <param name="Metres">Beats a bar: 3 or 4.</param>
/// <param name="Swing">0: even eighths; 1: triplets.</param>
/// <param name="DrumChance">How many tracks have drums.</param>
/// <param name="DrumsDb">How loud the drums are relative to a rock band's.</param>
/// <param name="CrashChance">How often every fourth bar begins with a crash.</param>
/// <param name="Beats">What the drums play.</param>
/// <param name="Kits">What they sound like.</param>
internal sealed record Rhythm(Interval Tempo, int[] Metres, double Swing, double DrumChance, double DrumsDb,
    double CrashChance, Beat[] Beats, DrumKit[] Kits);
