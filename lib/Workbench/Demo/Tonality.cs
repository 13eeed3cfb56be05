namespace Workbench.Demo;

/// <summary>The chords of one track.</summary>
/// <param name="Tonic">Semitones above C.</param>
/// <param name="Scale">Semitones of the seven steps above the tonic.</param>
/// <param name="Progression">Scale steps, 1 to 7, one digit a chord.</param>
/// <param name="Voicing">Scale steps above the root that a chord sounds.</param>
/// <param name="BarsPerChord">How long a chord lasts.</param>
internal sealed record Tonality(int Tonic, int[] Scale, string Progression, int[] Voicing, int BarsPerChord)
{
    /// <summary>The scale step that a bar's chord is built on, 0 to 6.</summary>
    public int Root(int bar) => Progression[bar / BarsPerChord % Progression.Length] - '1';

    /// <summary>The pitch of a step above a bar's root, the root being the one nearest to a register.</summary>
    public double Pitch(int bar, int steps, double register)
    {
        var root = Root(bar);
        var octaves = Math.Round((register - Tonic - Scale[root]) / 12);
        var step = root + steps;
        var up = (int)Math.Floor(step / 7.0);
        return Tonic + Scale[step - 7 * up] + 12 * (octaves + up);
    }
}
