using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation.Kept;

namespace Workbench.Recommendation.Shared;

/// <summary>
/// Catalogues that several machines share: all put songs there, and each keeps a copy, which follows what the others do and is asked as
/// songs of its own are, so that all machines give the same answers.
/// </summary>
/// <remarks>
/// Songs are told apart by their ids: one that is put again takes the place of the one before, whoever has put that. The copy holds the
/// songs in the order of their ids, in whatever order they came.
/// </remarks>
public static class SharedSongs
{
    /// <summary>What the name of such a catalogue looks like.</summary>
    public const string Example = Prefix + "songs";

    private const string Prefix = "postgres:", Library = "Workbench.Postgres", RevisionName = "revision.json";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether a name is that of such a catalogue.</summary>
    public static bool Is(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Puts the songs of a catalogue.</summary>
    /// <param name="name">The name of the shared catalogue, which is made where there is none.</param>
    /// <param name="model">The model that heard them.</param>
    /// <param name="songs">The songs.</param>
    /// <param name="work">Told how far it is, and what stops it.</param>
    /// <returns>How many were not there, or not like this.</returns>
    /// <exception cref="WorkbenchException">The server does not answer or refuses, or another model made the songs there.</exception>
    internal static int Put(string name, TrainedModel model, SongCatalogue songs, Work work)
    {
        var form = SharedForm.Of(model, songs);
        return Server().Put(NameOf(name), form, [.. form.Songs(songs)], work);
    }

    /// <summary>Takes the songs of a catalogue out.</summary>
    /// <returns>How many were there.</returns>
    /// <inheritdoc cref="Put"/>
    internal static int Remove(string name, TrainedModel model, SongCatalogue songs, Work work) =>
        Server().Remove(NameOf(name), SharedForm.Of(model, songs), songs.Tracks.Select(track => track.Id), work);

    /// <summary>Recommends songs of a catalogue, after what has changed in it was fetched.</summary>
    /// <param name="name">The name of the shared catalogue.</param>
    /// <param name="model">The model that heard its songs.</param>
    /// <param name="data">Where the copy is kept.</param>
    /// <param name="similarity">How songs are compared; null for the usual.</param>
    /// <param name="work">Threads, told how far it is, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">
    /// The server does not answer or refuses, there is no such catalogue, it is empty, or another model made its songs.
    /// </exception>
    public static Recommender Open(
        string name, TrainedModel model, DataFolder data, SimilaritySpec? similarity = null, Work? work = null)
    {
        work ??= Work.Default;
        var key = SharedForm.KeyOf(model);
        var folder = Path.Combine(data.SharedPath, SpecJson.Hash($"{name} {key}")[..16]);
        using (TakeAlone(folder, work))
            Follow(name, key, folder, Server(), work);
        return new(model, KeptIndex.Of(folder, model, similarity,
            () => SongCatalogue.Load(folder, model.EmbeddingSize, model.Vocabulary.Count), work), $"the catalogue {name}");
    }

    /// <summary>Brings the copy in a folder up to date.</summary>
    internal static void Follow(string name, string model, string folder, ISongServer server, Work work)
    {
        var known = Known(folder);
        var update = server.Changes(NameOf(name), known?.Revision, work);
        if (update.Revision.Form.Model != model)
            throw new WorkbenchException($"The songs of {name} were heard by another model, whose answers cannot be compared with this "
                + "one's. Ask the model that heard them, or share these songs under another name.");
        if (known is not null && !update.IsWhole && update.Songs.Count + update.Removed.Count == 0)
            return;
        SortedDictionary<string, SharedSong> songs = new(StringComparer.Ordinal);
        if (known is not null && !update.IsWhole)
            foreach (var song in known.Value.Revision.Form.Songs(known.Value.Songs))
                songs[song.Id] = song;
        foreach (var song in update.Songs)
            songs[song.Id] = song;
        foreach (var id in update.Removed)
            songs.Remove(id);
        if (songs.Count == 0)
            throw new WorkbenchException($"{name} has no songs. Share some: workbench runs share RUN {name}");
        update.Revision.Form.Catalogue(songs.Values).Save(folder);
        AtomicFile.WriteText(Path.Combine(folder, RevisionName), SpecJson.Write(update.Revision));
    }

    /// <summary>What the copy holds; null where there is none, or it is damaged: then all songs are fetched.</summary>
    private static (SharedRevision Revision, SongCatalogue Songs)? Known(string folder)
    {
        try
        {
            var revision = SpecJson.ReadFile<SharedRevision>(Path.Combine(folder, RevisionName));
            return (revision, SongCatalogue.Load(folder, revision.Form.Units, revision.Form.Labels));
        }
        catch (WorkbenchException)
        {
            return null;
        }
    }

    private static IDisposable TakeAlone(string folder, Work work)
    {
        PrivateFolder.Create(folder);
        while (true)
        {
            if (FolderLock.TryTake(folder) is { } alone)
                return alone;
            work.Token.WaitHandle.WaitOne(Pause);
            work.ThrowIfStopped();
        }
    }

    private static string NameOf(string name) => Is(name) ? name[Prefix.Length..]
        : throw new WorkbenchException($"{name} is no name of a shared catalogue; write {Prefix} and a name, for instance {Example}.");

    private static ISongServer Server() => ExtraLibrary.Find<ISongServer>(Library, "PostgresSongs") ?? throw new WorkbenchException(
        $"Songs are shared by {Library}, which is not there. {ExtraLibrary.Remedy(Library)}.");
}
