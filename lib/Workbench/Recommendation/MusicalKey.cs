namespace Workbench.Recommendation;

/// <summary>A key: what a song's notes circle around.</summary>
/// <param name="Tonic">Its first note, in semitones above C: 0 to 11.</param>
/// <param name="IsMinor">Whether it is a minor key, not a major one.</param>
internal readonly record struct MusicalKey(int Tonic, bool IsMinor)
{
    /// <summary>Notes of an octave.</summary>
    public const int PitchClasses = 12;

    /// <summary>The correlation that a song has to reach; drums, speech and noise stay below it with any key.</summary>
    private const double LeastCorrelation = 0.5;

    /// <summary>
    /// How well listeners found that each note fits a key, from the tonic up: Krumhansl and Kessler, "Tracing the dynamic changes in
    /// perceived tonal organization in a spatial representation of musical keys" (1982).
    /// </summary>
    private static readonly double[] Major = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
        Minor = [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

    private static readonly string[] MajorNames = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"],
        MinorNames = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"];

    /// <summary>The key whose profile a song's mean chroma correlates with most; null where it correlates with none.</summary>
    /// <param name="chroma">How much of each pitch class there is, from C up: 12 values.</param>
    public static MusicalKey? Of(ReadOnlySpan<double> chroma)
    {
        var (best, most) = (default(MusicalKey?), LeastCorrelation);
        for (var tonic = 0; tonic < PitchClasses; tonic++)
            foreach (var isMinor in (ReadOnlySpan<bool>)[false, true])
            {
                var correlation = Correlation(chroma, isMinor ? Minor : Major, tonic);
                if (correlation > most)
                    (best, most) = (new(tonic, isMinor), correlation);
            }
        return best;
    }

    /// <summary>
    /// How far another key lies: steps along the circle of fifths, and one more between major and minor. So relative keys and neighbours
    /// on the circle, which DJs mix, are one step apart; above 0 towards sharps, and from minor to its relative major.
    /// </summary>
    public int StepsTo(MusicalKey other)
    {
        var fifths = (other.Fifths - Fifths + PitchClasses + PitchClasses / 2) % PitchClasses - PitchClasses / 2;
        return IsMinor == other.IsMinor ? fifths : fifths + (fifths > 0 || (fifths == 0 && IsMinor) ? 1 : -1);
    }

    /// <inheritdoc/>
    public override string ToString() => IsMinor ? $"{MinorNames[Tonic]} minor" : $"{MajorNames[Tonic]} major";

    /// <summary>Where it, or its relative major, lies on the circle of fifths, from C.</summary>
    private int Fifths => (Tonic + (IsMinor ? 3 : 0)) * 7 % PitchClasses;

    /// <summary>NaN where all notes are alike.</summary>
    private static double Correlation(ReadOnlySpan<double> chroma, double[] profile, int tonic)
    {
        double mean = 0, profileMean = 0;
        for (var i = 0; i < PitchClasses; i++)
            (mean, profileMean) = (mean + chroma[i] / PitchClasses, profileMean + profile[i] / PitchClasses);
        double both = 0, own = 0, profiles = 0;
        for (var i = 0; i < PitchClasses; i++)
        {
            var (value, fit) = (chroma[(tonic + i) % PitchClasses] - mean, profile[i] - profileMean);
            (both, own, profiles) = (both + value * fit, own + value * value, profiles + fit * fit);
        }
        return both / Math.Sqrt(own * profiles);
    }
}
