using System.Collections.Immutable;
using System.Globalization;

namespace Workbench.Recommendation;

/// <summary>The columns of features whose meaning people know, to say why songs are alike.</summary>
internal sealed class KnownTraits
{
    /// <summary>How far values may lie apart that are close: as ratios, and in dB.</summary>
    private const double SameTempo = 1.08, SameBrightness = 1.25, SameLoudness = 3;

    private const double LeastAmplitude = 1e-5;

    private static readonly Known TempoTrait = new(SimilarityPart.Rhythm, "tempo", "BPM", ["tempo_mean_01", "tempo_mean", "tempo", "bpm"],
        value => value, (asked, found) => Math.Log(found / asked, SameTempo));

    /// <summary>What is known, the first name being that of this library's column.</summary>
    private static readonly Known[] All =
    [
        TempoTrait,
        new(SimilarityPart.Timbre, "brightness", "Hz", ["spectral_centroid_mean_01", "spectral_centroid_mean"], value => value,
            (asked, found) => Math.Log(found / asked, SameBrightness)),
        new(SimilarityPart.Dynamics, "loudness", "dB", ["rmse_mean_01", "rmse_mean", "rms_mean"],
            value => 20 * Math.Log10(Math.Max(value, LeastAmplitude)), (asked, found) => (found - asked) / SameLoudness),
    ];

    /// <summary>Where pitch classes are told from C up, each by its number: the best known first.</summary>
    private static readonly string[] Chroma = ["chroma_cens_mean", "chroma_cqt_mean", "chroma_stft_mean"];

    private readonly (Known Trait, int Column)[] traits;
    private readonly ImmutableArray<int> pitchClasses; // the columns of all 12, or none

    /// <summary>Looks for them.</summary>
    /// <param name="columns">Names of the columns of summaries.</param>
    public KnownTraits(ImmutableArray<string> columns)
    {
        traits = [.. from trait in All
            let column = trait.Columns.Select(name => columns.IndexOf(name)).FirstOrDefault(place => place >= 0, -1)
            where column >= 0
            select (trait, column)];
        pitchClasses = Chroma.Select(name => Enumerable.Range(1, MusicalKey.PitchClasses)
                .Select(number => columns.IndexOf(string.Create(CultureInfo.InvariantCulture, $"{name}_{number:00}"))).ToImmutableArray())
            .FirstOrDefault(places => places.All(place => place >= 0), []);
    }

    /// <summary>Those of two songs, by their summaries.</summary>
    public ImmutableArray<SharedTrait> Of(ReadOnlySpan<float> asked, ReadOnlySpan<float> found)
    {
        var shared = ImmutableArray.CreateBuilder<SharedTrait>(traits.Length + 1);
        foreach (var (trait, column) in traits)
            shared.Add(trait.Shared(asked[column], found[column]));
        if (KeyOf(asked) is { } key && KeyOf(found) is { } foundKey)
            shared.Add(new(SimilarityPart.Harmony, "key", key.Tonic, foundKey.Tonic, "", key.StepsTo(foundKey))
            {
                AskedName = $"{key}",
                FoundName = $"{foundKey}",
            });
        return shared.ToImmutable();
    }

    /// <summary>The tempi of two songs, in beats a minute.</summary>
    public static SharedTrait OfTempi(double asked, double found) => TempoTrait.Shared(asked, found);

    private MusicalKey? KeyOf(ReadOnlySpan<float> summary)
    {
        if (pitchClasses.IsEmpty)
            return null;
        Span<double> chroma = stackalloc double[MusicalKey.PitchClasses];
        for (var i = 0; i < chroma.Length; i++)
            chroma[i] = summary[pitchClasses[i]];
        return MusicalKey.Of(chroma);
    }

    private sealed record Known(SimilarityPart Part, string Name, string Unit, string[] Columns, Func<double, double> Of,
        Func<double, double, double> Apart)
    {
        public SharedTrait Shared(double asked, double found)
        {
            var (one, other) = (Of(asked), Of(found));
            return new(Part, Name, one, other, Unit, Apart(one, other));
        }
    }
}
