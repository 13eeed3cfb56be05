namespace Workbench.Demo;

/// <summary>A genre's chords.</summary>
/// <param name="Scales">Semitones of the seven steps above the tonic.</param>
/// <param name="Progressions">Scale steps, 1 to 7, that chords are built on, one digit a chord.</param>
/// <param name="Voicings">Scale steps above the root that a chord sounds, 0 being the root: 0 4 7 is a power chord.</param>
/// <param name="BarsPerChord">How long a chord lasts.</param>
internal sealed record Harmony(int[][] Scales, string[] Progressions, int[][] Voicings, int BarsPerChord = 1)
{
    public static int[] Major { get; } = [0, 2, 4, 5, 7, 9, 11];
    public static int[] Mixolydian { get; } = [0, 2, 4, 5, 7, 9, 10];
    public static int[] Lydian { get; } = [0, 2, 4, 6, 7, 9, 11];
    public static int[] Minor { get; } = [0, 2, 3, 5, 7, 8, 10];
    public static int[] Dorian { get; } = [0, 2, 3, 5, 7, 9, 10];
    public static int[] HarmonicMinor { get; } = [0, 2, 3, 5, 7, 8, 11];

    public static int[] Power { get; } = [0, 4, 7];
    public static int[] Triad { get; } = [0, 2, 4];
    public static int[] Strummed { get; } = [0, 4, 7, 9, 11];
    public static int[] Seventh { get; } = [0, 2, 4, 6];
    public static int[] Rootless { get; } = [2, 6, 8, 11];
    public static int[] Wide { get; } = [0, 4, 8, 9];
}
