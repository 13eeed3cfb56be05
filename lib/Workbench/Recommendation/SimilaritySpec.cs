using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Recommendation;

/// <summary>
/// How alike two songs are: the sum over parts of weight times cosine. A part is a block of columns, each standardised over the catalogue;
/// of the families of features, columns along which songs of one artist differ count for less. Parts that a catalogue does not have are
/// left out, and the weights of the others are scaled to 1 in sum.
/// </summary>
/// <remarks>
/// What each part gave adds up to the similarity that is reported (<see cref="Neighbor.Parts"/>), together with what the correction of
/// hubs changed, which is a number of its own. The defaults were chosen by artist-filtered precision at 3 on songs apart from those that
/// they were judged by: <c>tests/Workbench.Benchmarks -- similarity</c> shows both. Those songs have no columns of rhythm: its weight is
/// that of the dynamics, and not measured.
/// </remarks>
[TypeFormatterSource(typeof(SpecFormatterSource<SimilaritySpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record SimilaritySpec
{
    private const double Unclipped = 1e6;

    /// <summary>All parts, without hubs.</summary>
    public static SimilaritySpec Default { get; } = new();

    /// <summary>What the model hears and predicts alone, half each: what catalogues are asked by that keep no features.</summary>
    public static SimilaritySpec EmbeddingAndGenres { get; } = new()
    {
        Timbre = 0,
        Rhythm = 0,
        Harmony = 0,
        Dynamics = 0,
        Embedding = 0.5,
        Genres = 0.5,
        Clip = Unclipped,
        Hubs = HubCorrection.None,
    };

    /// <summary>The families of features alone, as <see cref="Default"/> weighs them against one another.</summary>
    public static SimilaritySpec FeaturesAlone { get; } = new() { Embedding = 0, Genres = 0 };

    /// <summary>What <see cref="SimilarityPart.Timbre"/> counts for, at least 0; likewise below.</summary>
    public double Timbre { get; init; } = 0.3;

    /// <summary>What <see cref="SimilarityPart.Rhythm"/> counts for.</summary>
    public double Rhythm { get; init; } = 0.06;

    /// <summary>What <see cref="SimilarityPart.Harmony"/> counts for.</summary>
    public double Harmony { get; init; } = 0.24;

    /// <summary>What <see cref="SimilarityPart.Dynamics"/> counts for.</summary>
    public double Dynamics { get; init; } = 0.06;

    /// <summary>What <see cref="SimilarityPart.Embedding"/> counts for.</summary>
    public double Embedding { get; init; } = 0.2;

    /// <summary>What <see cref="SimilarityPart.Genres"/> counts for.</summary>
    public double Genres { get; init; } = 0.2;

    /// <summary>
    /// How many standard deviations a value counts for at most, at least 1: columns such as kurtosis and maxima have songs that lie
    /// far out, which would be like nothing but one another.
    /// </summary>
    public double Clip { get; init; } = 3;

    /// <summary>
    /// How far the covariance of a family of features within artists is drawn towards one that is the same in every direction, above 0 and
    /// at most 1. At 1 the cosine is that of the standardised columns; below, it is that of columns whitened by that covariance
    /// (Mahalanobis; within-class covariance normalisation, Hatch, Kajarekar and Stolcke 2006): what varies between songs of one artist
    /// says little of how they sound, and no label is seen. Where no artist has two songs nothing is whitened.
    /// </summary>
    public double Shrinkage { get; init; } = 0.75;

    /// <summary>What is done about songs that are near to very many others.</summary>
    public HubCorrection Hubs { get; init; } = HubCorrection.MutualProximity;

    /// <summary>The parts that count, with their weights as they stand here.</summary>
    [JsonIgnore]
    public ImmutableArray<(SimilarityPart Part, double Weight)> Weights =>
    [
        .. new[]
        {
            (SimilarityPart.Timbre, Timbre), (SimilarityPart.Rhythm, Rhythm), (SimilarityPart.Harmony, Harmony),
            (SimilarityPart.Dynamics, Dynamics), (SimilarityPart.Embedding, Embedding), (SimilarityPart.Genres, Genres),
        }.Where(part => part.Item2 != 0),
    ];

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">With everything that is wrong.</exception>
    public void Validate()
    {
        var problems = new SpecProblems(nameof(SimilaritySpec));
        foreach (var (part, weight) in Weights)
            problems.Require(weight is > 0 and <= 1e6, Text($"{part} {weight} must be 0 to 1e6; a weight of 0 leaves the part out."));
        problems
            .Require(!Weights.IsEmpty, "No part has a weight; give at least one, for instance timbre.")
            .Require(Clip is >= 1 and <= Unclipped, Text($"Clip {Clip} must be 1 to 1e6 standard deviations; 3 is usual."))
            .Require(Shrinkage is > 0 and <= 1, Text($"Shrinkage {Shrinkage} must be above 0 and at most 1; 0.75 is usual."))
            .Require(Enum.IsDefined(Hubs), $"Hubs {Hubs} is none of {string.Join(", ", Enum.GetNames<HubCorrection>())}.")
            .ThrowIfAny();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
