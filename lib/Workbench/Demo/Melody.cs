namespace Workbench.Demo;

/// <summary>How a genre's melodies go.</summary>
/// <param name="Chance">How many tracks have one.</param>
/// <param name="Register">Pitch that it stays near.</param>
/// <param name="Patches">What it is played on.</param>
/// <param name="OnBeat">Probability of a note on a beat.</param>
/// <param name="OffBeat">Probability of one between two beats.</param>
/// <param name="Between">Probability of one on the sixteenths between those.</param>
/// <param name="Legato">Share of the time to the next note that a note is held.</param>
/// <param name="Leap">Deviation of the step from note to note, in scale steps.</param>
internal sealed record Melody(double Chance, double Register, Patch[] Patches, double OnBeat, double OffBeat, double Between,
    double Legato = 0.9, double Leap = 1.8);
