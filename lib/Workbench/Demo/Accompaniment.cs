namespace Workbench.Demo;

/// <summary>A part that plays a figure over the chords.</summary>
/// <param name="Chance">How many tracks have it.</param>
/// <param name="Register">Pitch that it stays near.</param>
/// <param name="Patches">What it is played on.</param>
/// <param name="Figures">
/// One bar in sixteenths: <c>x</c> the whole chord, <c>o</c> softly, a digit the note so many scale steps up (1 the root,
/// 3 the third, 8 the octave), <c>-</c> held on, <c>.</c> rest.
/// </param>
internal sealed record Accompaniment(double Chance, double Register, Patch[] Patches, params string[] Figures);
