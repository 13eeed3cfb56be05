using System.Collections.Immutable;
using System.Globalization;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>What models, scalers, vocabularies and class weights are fitted from.</summary>
public sealed class TrainingPart : SplitPart
{
    internal TrainingPart(ExtractedDataset source, ImmutableArray<int> indices) : base(source, indices) { }

    private TrainingPart(ExtractedDataset source, ImmutableArray<Track> tracks, SongFeatures songs) : base(source, tracks, songs) { }

    private protected override string PartInWords => "training";

    /// <summary>
    /// Some of the songs: whole groups, as many as the share asks for at least. Those of a smaller share are among those of every larger
    /// one, and every share has all labels.
    /// </summary>
    /// <param name="share">Of the songs, above 0 to 1.</param>
    /// <param name="split">What is kept together, and the seed.</param>
    /// <exception cref="WorkbenchException">So few songs do not have all labels.</exception>
    public TrainingPart Take(double share, SplitSpec split)
    {
        if (share == 1)
            return this;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        List<int> taken = [];
        var missing = Tracks.SelectMany(t => t.Labels).ToHashSet();
        foreach (var group in NestedGroups.Order(Tracks, split))
        {
            if (taken.Count >= share * Tracks.Length && missing.Count > 0)
                throw new WorkbenchException(string.Create(CultureInfo.InvariantCulture,
                    $"A share of {share} of the {Tracks.Length} songs to learn from has none of "
                    + $"{string.Join(", ", missing.Order(StringComparer.Ordinal).Take(5))}; take a larger share, or fewer genres."));
            if (taken.Count >= share * Tracks.Length)
                break;
            taken.AddRange(group);
            missing.ExceptWith(group.SelectMany(i => Tracks[i].Labels));
        }
        taken.Sort();
        return new(Source, [.. taken.Select(i => Tracks[i])], Songs.Songs([.. taken]));
    }

    /// <summary>These songs and those of the validation part, to learn from once there is nothing left to choose.</summary>
    /// <exception cref="ArgumentException">The part is of another dataset.</exception>
    internal TrainingPart With(ValidationPart validation) => IsOfOneDatasetWith(validation)
        ? new(Source, [.. Tracks, .. validation.Tracks], Songs.Then(validation.Songs))
        : throw new ArgumentException("The parts are of two datasets.", nameof(validation));

    /// <summary>The same songs by other features, for instance by what a model hears.</summary>
    /// <param name="features">One song a song of the part, in its order.</param>
    /// <exception cref="ArgumentException">Another number of songs.</exception>
    internal TrainingPart With(SongFeatures features) => features.SongCount == Tracks.Length
        ? new(Source, Tracks, features)
        : throw new ArgumentException($"{Tracks.Length} songs and the features of {features.SongCount}.", nameof(features));

    /// <summary>The part with changed copies of its songs behind them.</summary>
    /// <param name="copies">Each a <see cref="Track.CopyOf"/> a song of this part.</param>
    /// <param name="songs">Their features.</param>
    /// <exception cref="ArgumentException">A copy of a song that is not of this part.</exception>
    internal TrainingPart With(ImmutableArray<Track> copies, SongFeatures songs)
    {
        var ids = Tracks.Select(t => t.Id).ToHashSet();
        if (copies.FirstOrDefault(copy => copy.CopyOf is null || !ids.Contains(copy.CopyOf)) is { } stranger)
            throw new ArgumentException($"{stranger.Id} is no copy of a song of the training part.", nameof(copies));
        return new(Source, [.. Tracks, .. copies], Songs.Then(songs));
    }
}
