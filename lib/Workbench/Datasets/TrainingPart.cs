using System.Collections.Immutable;
using Workbench.Features;

namespace Workbench.Datasets;

/// <summary>What models, scalers, vocabularies and class weights are fitted from.</summary>
public sealed class TrainingPart : SplitPart
{
    internal TrainingPart(ExtractedDataset source, ImmutableArray<int> indices) : base(source, indices) { }

    private TrainingPart(ExtractedDataset source, ImmutableArray<Track> tracks, SongFeatures songs) : base(source, tracks, songs) { }

    /// <summary>These songs and those of the validation part, to learn from once there is nothing left to choose.</summary>
    /// <exception cref="ArgumentException">The part is of another dataset.</exception>
    internal TrainingPart With(ValidationPart validation) => IsOfOneDatasetWith(validation)
        ? new(Source, [.. Tracks, .. validation.Tracks], Songs.Then(validation.Songs))
        : throw new ArgumentException("The parts are of two datasets.", nameof(validation));

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
