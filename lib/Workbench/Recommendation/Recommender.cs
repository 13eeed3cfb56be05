using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>Recommends songs of a catalogue by what a model hears in them.</summary>
public sealed class Recommender : IDisposable
{
    private readonly TrainedModel model;
    private readonly SimilarityIndex index;
    private readonly string name;

    /// <summary>Makes a recommender.</summary>
    /// <param name="model">Who listens.</param>
    /// <param name="index">The songs to choose from, which it takes over.</param>
    /// <param name="name">Where the songs are from, for errors.</param>
    internal Recommender(TrainedModel model, SimilarityIndex index, string name) =>
        (this.model, this.index, this.name) = (model, index, name);

    /// <summary>The songs to choose from.</summary>
    public ImmutableArray<Track> Tracks => index.Tracks;

    /// <summary>The songs most like a given one: no copy of it, none by its artist and no two by one artist.</summary>
    /// <param name="song">The id of a song of the catalogue, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="work">What stops the reading of a file; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">No such song, or the file cannot be read.</exception>
    public IReadOnlyList<Neighbor> Recommend(string song, int count = 3, Work? work = null) =>
        Recommend(song, new RecommendOptions { Count = count }, work);

    /// <summary>The songs most like a given one, and no copy of it.</summary>
    /// <param name="song">The id of a song of the catalogue, or the path of any audio file.</param>
    /// <param name="options">How many, and which may be among them.</param>
    /// <param name="work">What stops the reading of a file; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">No such song, the file cannot be read, or an option makes no sense.</exception>
    public IReadOnlyList<Neighbor> Recommend(string song, RecommendOptions options, Work? work = null)
    {
        work ??= Work.Default;
        options.Validate();
        if (IdOf(song) is { } id)
            return index.Nearest(id, options);
        var features = model.Listen(song, work);
        var outputs = model.Run(features, work);
        var tags = AudioFile.ReadTags(song, work.Token);
        return index.Nearest(outputs.Embedding.Row(0), outputs.Probabilities.Row(0), SongCatalogue.FeaturesOf(features, index.FeatureColumns),
            tags.Artist, tags.Title, options);
    }

    /// <summary>A song of the catalogue; null for a file that is none of it.</summary>
    /// <param name="song">An id, or the path of any file.</param>
    /// <exception cref="WorkbenchException">Neither.</exception>
    internal Track? Find(string song) => IdOf(song) is { } id ? index.Songs.Find(id)!.Track : null;

    private string? IdOf(string song)
    {
        if (index.Songs.Find(song) is not null)
            return song;
        if (song.Length > 0 && index.Songs.IdOfFile(Path.GetFullPath(song)) is { } id)
            return id;
        return File.Exists(song) ? null : throw new WorkbenchException($"{song}: neither a song of {name} nor a file. "
            + (NearestName.Of(song, Tracks.Select(t => t.Id)) is { } near
                ? $"Did you mean {near}?"
                : $"Its songs are named like {Tracks[0].Id}."));
    }

    /// <summary>Closes the files in which songs are kept.</summary>
    public void Dispose() => index.Dispose();
}
