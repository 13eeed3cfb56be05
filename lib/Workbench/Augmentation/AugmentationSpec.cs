using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Augmentation.Transforms;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Augmentation;

/// <summary>How the training part is augmented: rare genres get changed copies of their songs until they have as many as wanted.</summary>
[TypeFormatterSource(typeof(SpecFormatterSource<AugmentationSpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record AugmentationSpec
{
    /// <summary>Every genre as many songs as the most frequent one, by copies of other pitch and tempo, at most four a song.</summary>
    public static AugmentationSpec Balanced { get; } = new();

    /// <summary>What <see cref="Parse"/> reads, in words.</summary>
    public const string FormsInWords = BalancedName + " (changed copies until every genre has as many songs as the most frequent one), or "
        + FileForm;

    /// <summary>The name of <see cref="Balanced"/>.</summary>
    public const string BalancedName = "balanced";

    private const string FileForm = "an augmentation spec as a JSON file";

    /// <summary>Reads an augmentation as a command line names it.</summary>
    /// <param name="text">One of <see cref="FormsInWords"/>.</param>
    /// <exception cref="WorkbenchException">None of these, or the file cannot be read.</exception>
    public static AugmentationSpec Parse(string text) => text == BalancedName ? Balanced
        : File.Exists(text) ? SpecJson.ReadFile<AugmentationSpec>(text)
        : throw UnknownName.Of("augmentation", text, [BalancedName], FileForm);

    /// <summary>What a copy goes through, one after the other.</summary>
    public ImmutableArray<AudioTransform> Transforms { get; init; } = [new PitchShift(), new TimeStretch()];

    /// <summary>Songs that each genre shall have, copies included; null for as many as the most frequent one has.</summary>
    public int? TargetSongs { get; init; }

    /// <summary>Copies of one song, at most: a genre of two songs is no richer for a hundred copies of them.</summary>
    public int MaxCopiesPerSong { get; init; } = 4;

    /// <summary>Seed of what is drawn. Null for that of the experiment; 0 outside of one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seed { get; init; }

    /// <summary>The seed, for those who draw.</summary>
    internal int SeedOrZero => Seed ?? 0;

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">With everything that is wrong.</exception>
    public void Validate()
    {
        var problems = new SpecProblems(nameof(AugmentationSpec));
        problems
            .Require(!Transforms.IsDefaultOrEmpty, "No transforms; name at least one, for instance pitchShift.")
            .Require(TargetSongs is null or (>= 1 and <= 1_000_000),
                $"Target songs {TargetSongs} must be 1 to 1000000; null takes the number of the most frequent genre.")
            .Require(MaxCopiesPerSong is >= 1 and <= 100,
                $"Copies per song {MaxCopiesPerSong} must be 1 to 100; 4 is usual, and no augmentation at all is written as null.");
        foreach (var transform in Transforms.IsDefault ? [] : Transforms)
        {
            problems.Require(transform is not null, "A transform is null; name its kind, for instance pitchShift.");
            transform?.Check(problems);
        }
        problems.ThrowIfAny();
    }

    /// <summary>Whether the other spec has the same members; transforms are compared one by one.</summary>
    public bool Equals(AugmentationSpec? other) =>
        other is not null && TargetSongs == other.TargetSongs && MaxCopiesPerSong == other.MaxCopiesPerSong && Seed == other.Seed
        && Transforms.AsSpan().SequenceEqual(other.Transforms.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TargetSongs, MaxCopiesPerSong, Seed, Transforms.AsSpan().Length);
}
