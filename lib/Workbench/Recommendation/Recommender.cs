using System.Collections.Immutable;
using System.Globalization;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation.Listeners;
using Workbench.Recommendation.Playlists;

namespace Workbench.Recommendation;

/// <summary>Recommends songs of a catalogue by what a model hears in them.</summary>
public sealed class Recommender : IDisposable
{
    // As long as the segments that models hear; what is shorter is heard over and over, and below 1 s refused.
    private const double FewSeconds = 3;

    private readonly TrainedModel model;
    private readonly SimilarityIndex index;
    private readonly SongFinder finder;

    /// <summary>Makes a recommender.</summary>
    /// <param name="model">Who listens.</param>
    /// <param name="index">The songs to choose from, which it takes over.</param>
    /// <param name="name">Where the songs are from, for errors.</param>
    internal Recommender(TrainedModel model, SimilarityIndex index, string name) =>
        (this.model, this.index, Name, finder) = (model, index, name, new(index.Songs, name));

    /// <summary>Where the songs are from, in words: <c>the dataset demo</c>, or the folder of an export.</summary>
    public string Name { get; }

    /// <summary>How many songs there are to choose from.</summary>
    public int Count => index.Songs.Count;

    /// <summary>The songs to choose from.</summary>
    public ImmutableArray<Track> Tracks => index.Tracks;

    /// <summary>The songs most like a given one: no copy of it, none by its artist and no two by one artist.</summary>
    /// <param name="song">A song of the catalogue, by its id or as <c>artist - title</c>, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="WorkbenchException">No such song, or the file cannot be read.</exception>
    public IReadOnlyList<Neighbor> Recommend(string song, int count = 3, Work? work = null) =>
        Recommend(song, new RecommendOptions { Count = count }, work);

    /// <summary>The songs most like a given one, and no copy of it.</summary>
    /// <param name="song">A song of the catalogue, by its id or as <c>artist - title</c>, or the path of any audio file.</param>
    /// <param name="options">How many, and which may be among them.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="WorkbenchException">No such song, the file cannot be read, or an option makes no sense.</exception>
    public IReadOnlyList<Neighbor> Recommend(string song, RecommendOptions options, Work? work = null)
    {
        work ??= Work.OnAllProcessors;
        options.Validate();
        if (Find(song) is { } track)
            return index.Nearest(track.Id, options, work);
        var (heard, outputs, features) = Hear(song, work);
        return index.Nearest(outputs.Embedding.Row(0), outputs.Probabilities.Row(0), features, heard.Artist, heard.Title, options, work);
    }

    /// <summary>The moments of two songs that sound most alike, which are heard now.</summary>
    /// <param name="song">The song that was asked about, as <see cref="Recommend(string, int, Work?)"/> takes it.</param>
    /// <param name="other">A song that was recommended.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">
    /// There is no such song, the catalogue does not say where its sound is, or a file is gone, cannot be read or is too short.
    /// </exception>
    public MomentsAlike Moments(string song, Track other, Work? work = null) =>
        MomentsAlike.Of(model, SoundOf(Find(song) ?? Outside(song)), SoundOf(other), work);

    /// <summary>The song that was asked about: one of the catalogue, or a file.</summary>
    internal Track Asked(string song)
    {
        if (Find(song) is { } known)
            return known;
        var file = Outside(song, AudioFile.ReadTags(song));
        return file.Title is null ? file with { Title = Path.GetFileName(song) } : file;
    }

    /// <summary>What a listener's answers say of the songs of this catalogue: for <see cref="RecommendOptions.Profile"/>.</summary>
    /// <param name="listener">The name.</param>
    /// <param name="ratings">The latest to each song, as <see cref="RatingStore.Of"/> gives them.</param>
    public ListenerProfile ProfileOf(string listener, IReadOnlyCollection<SongRating> ratings) => index.ProfileOf(listener, ratings);

    /// <summary>A song of the catalogue, to be rated.</summary>
    /// <param name="song">Its id, or its path.</param>
    /// <exception cref="WorkbenchException">There is no such song in it.</exception>
    public Track Known(string song) => Find(song) ?? throw new WorkbenchException(
        $"{song} is no song of {Name}, and nothing can be learned from an answer to it. "
        + $"Rate songs of the catalogue, for instance {Tracks[0].Id}.");

    /// <summary>How far apart two songs of the catalogue are, as <see cref="Neighbor.Distance"/> says it; 0 for one and itself.</summary>
    /// <param name="song">The id of a song.</param>
    /// <param name="other">The id of another one.</param>
    /// <exception cref="WorkbenchException">There is no such song.</exception>
    public double Distance(string song, string other) => index.Distance(index.ItemOf(song), index.ItemOf(other));

    /// <summary>
    /// A way from one song of the catalogue to another as <see cref="Way"/> goes it, over songs that lie between the two: each of them is
    /// more like both ends than these are like one another. Artists may follow themselves, and no file is looked at.
    /// </summary>
    /// <param name="start">The id of the song that it begins with.</param>
    /// <param name="end">The id of the song that it ends with.</param>
    /// <param name="count">Songs of the way with both ends, at most; at least 2. It has fewer where fewer lie between.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <returns>Songs of which none is a copy of another, but for the ends; one, where the ends are one song.</returns>
    /// <exception cref="WorkbenchException">There is no such song, or the count makes no sense.</exception>
    public IReadOnlyList<Track> PathBetween(string start, string end, int count = 25, Work? work = null)
    {
        var (first, last) = (index.ItemOf(start), index.ItemOf(end));
        if (first == last)
            return [Tracks[first]];
        if (count < 2)
            throw new WorkbenchException($"Count {count} must be >= 2, for the songs at both ends; 25 is usual.");
        work ??= Work.OnAllProcessors;
        var all = index.InMemory([], work);
        SongWay way = new(all, first, last, new(all, gap: 0), SongCopies.None, work);
        return [.. way.Longest(way.Between(), count, _ => true).Select(item => Tracks[item])];
    }

    /// <summary>
    /// A playlist that begins with the first of some songs and has the others in it: the songs most like them, each as like the one before
    /// as can be.
    /// </summary>
    /// <param name="songs">At least one, each as <see cref="Recommend(string, int, Work?)"/> takes it.</param>
    /// <param name="spec">Which songs it takes; null for the usual.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="WorkbenchException">No such song, a file cannot be read, or the songs do not fit into the list.</exception>
    public Playlist Playlist(IReadOnlyList<string> songs, PlaylistSpec? spec = null, Work? work = null) =>
        Build(songs, spec, work, (builder, places) => builder.Around(places));

    /// <summary>A playlist that leads from one song to another, each song nearer to the last one than the song before.</summary>
    /// <param name="from">The first song, as <see cref="Recommend(string, int, Work?)"/> takes it.</param>
    /// <param name="to">The last song.</param>
    /// <param name="spec">Which songs it takes; null for the usual.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="WorkbenchException">No such song, a file cannot be read, or both are one song.</exception>
    public Playlist Way(string from, string to, PlaylistSpec? spec = null, Work? work = null) =>
        Build([from, to], spec, work, (builder, places) => builder.Between(places[0], places[^1]));

    private Playlist Build(
        IReadOnlyList<string> songs, PlaylistSpec? spec, Work? work, Func<PlaylistBuilder, ImmutableArray<int>, Playlist> build)
    {
        (spec, work) = (spec ?? PlaylistSpec.Default, work ?? Work.OnAllProcessors);
        spec.Validate();
        if (songs.Count == 0)
            throw new WorkbenchException("A playlist begins with a song; name at least one.");
        List<string> outside = [];
        ImmutableArray<int> places = [.. songs.Select(PlaceOf).Distinct()];
        var all = index.InMemory(outside.ConvertAll(path => Hear(path, work)), work);
        return build(new(all, spec, track => SongFile.Of(track, work.Token), work), places);

        int PlaceOf(string song)
        {
            if (Find(song) is { } track)
                return index.ItemOf(track.Id);
            var path = Path.GetFullPath(song);
            if (!outside.Contains(path))
                outside.Add(path);
            return Tracks.Length + outside.IndexOf(path);
        }
    }

    /// <summary>What the model makes of a file outside of the catalogue, with what its tags say.</summary>
    private (Track Track, SongOutputs Outputs, float[] Features) Hear(string path, Work work)
    {
        var features = model.Listen(path, work);
        var track = Outside(path, AudioFile.ReadTags(path, work.Token));
        if (SongFile.Of(track, work.Token).Seconds is < FewSeconds and var seconds)
            work.Report(new WorkNotice(string.Create(CultureInfo.InvariantCulture, $"{path} lasts {seconds:0.0} s: in less than "
                + $"{FewSeconds} s a model hears little of a song, and what it finds alike may be so by chance.")));
        return (track, model.Run(features, work), SongCatalogue.FeaturesOf(features, index.FeatureColumns));
    }

    private static Track Outside(string path, AudioTags? tags = null) =>
        new() { Id = path, AudioPath = Path.GetFullPath(path), Labels = [], Artist = tags?.Artist, Title = tags?.Title };

    private string SoundOf(Track song) => song.AudioPath.Length > 0 ? song.AudioPath : throw new WorkbenchException(
        $"{Name} does not say where {song.Id} is, and moments are found in its sound; ask a run whose songs are on this machine.");

    /// <inheritdoc cref="SongFinder.Find"/>
    internal Track? Find(string song) => finder.Find(song);

    /// <summary>A song of the catalogue by what its tags say, in whatever spelling.</summary>
    /// <param name="artistAndTitle"><c>artist - title</c>, or the title alone.</param>
    /// <exception cref="WorkbenchException">No song is called so, or several are.</exception>
    public Track Named(string artistAndTitle) => finder.ByName(artistAndTitle);

    /// <summary>Closes the files in which songs are kept.</summary>
    public void Dispose() => index.Dispose();
}
