using System.Globalization;
using Microsoft.Data.Sqlite;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation.Vectors;

namespace Workbench.Recommendation.Kept;

/// <summary>
/// A <see cref="SimilarityIndex"/> in a folder beside the catalogue that it was made of, so that questions to many songs need not wait
/// until it is made again: the database <c>songs.db</c> and the folder <c>vectors</c>, in a folder a way of comparing.
/// </summary>
/// <remarks>
/// A catalogue that has changed is indexed as a whole, in a folder that takes the place of the one before when it is whole. To change the
/// songs that changed would not do: the <see cref="SimilaritySpace"/> is fitted to all of them, so that one song more or less moves every
/// vector, and with them what hubs are measured by.
/// </remarks>
internal static class KeptIndex
{
    /// <summary>Below so many songs an index is made faster than it is found.</summary>
    public const int FewestSongs = 2000;

    /// <summary>Folder of the indices beside a catalogue.</summary>
    public const string FolderName = "index";

    private const string DatabaseName = "songs.db", VectorsName = "vectors";

    /// <summary>Raised when other things are kept.</summary>
    private const int Version = 2;

    /// <summary>The index of a catalogue: the one that is kept, or one that is made of it, and kept if it has many songs.</summary>
    /// <param name="catalogue">The folder of the catalogue.</param>
    /// <param name="model">The model that heard the songs.</param>
    /// <param name="spec">How songs are compared; null for the usual.</param>
    /// <param name="songs">Reads the catalogue.</param>
    /// <param name="work">Threads and token; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="WorkbenchException">The catalogue cannot be read.</exception>
    public static SimilarityIndex Of(
        string catalogue, TrainedModel model, SimilaritySpec? spec, Func<SongCatalogue> songs, Work? work = null) =>
        Open(catalogue, spec, model.Vocabulary, work) ?? Make(catalogue, model, spec, songs(), work);

    /// <summary>Makes the index of a catalogue, and keeps it if it has many songs.</summary>
    /// <param name="catalogue">The folder of the catalogue.</param>
    /// <param name="model">The model that heard the songs.</param>
    /// <param name="spec">How songs are compared; null for the usual.</param>
    /// <param name="songs">The catalogue.</param>
    /// <param name="work">Threads and token; null for <see cref="Work.OnAllProcessors"/>.</param>
    public static SimilarityIndex Make(string catalogue, TrainedModel model, SimilaritySpec? spec, SongCatalogue songs, Work? work = null)
    {
        var stamp = StampOf(catalogue); // before the work begins, during which others may change the files
        var index = SimilarityIndex.Over(songs, model, spec, work);
        if (index.Songs.Count >= FewestSongs)
            Keep(index, catalogue, spec, stamp, work ?? Work.OnAllProcessors);
        return index;
    }

    /// <summary>Opens the index of a catalogue; null where there is none, one of other songs, or a damaged one, which is told.</summary>
    /// <param name="catalogue">The folder of the catalogue.</param>
    /// <param name="spec">How songs are compared; null for the usual.</param>
    /// <param name="vocabulary">Labels of the model.</param>
    /// <param name="work">Threads and token, and who is told; null for <see cref="Work.OnAllProcessors"/>.</param>
    internal static SimilarityIndex? Open(string catalogue, SimilaritySpec? spec, LabelVocabulary vocabulary, Work? work = null)
    {
        work ??= Work.OnAllProcessors;
        var folder = FolderOf(catalogue, spec);
        if (!File.Exists(FileIn(folder).Path))
            return null;
        try
        {
            return Open(folder, StampOf(catalogue), vocabulary, work);
        }
        catch (WorkbenchException damage)
        {
            work.Report(new WorkNotice($"{damage.Message} Nothing need be done now: the index is made anew."));
            return null;
        }
    }

    /// <summary>Keeps an index, in place of the one that is there; nothing is kept where nothing can be written.</summary>
    /// <param name="index">The index.</param>
    /// <param name="catalogue">The folder of the catalogue.</param>
    /// <param name="spec">How songs are compared; null for the usual.</param>
    /// <param name="stamp"><see cref="StampOf"/> the catalogue as it was when the index was made.</param>
    /// <param name="work">Its token stops it.</param>
    internal static void Keep(SimilarityIndex index, string catalogue, SimilaritySpec? spec, string stamp, Work work)
    {
        try
        {
            AtomicFolder.Write(FolderOf(catalogue, spec), _ => true, folder =>
            {
                using var vectors = VectorIndex.OpenToWrite(Path.Combine(folder, VectorsName), index.Space.Width);
                using var connection = FileIn(folder).Open(SongRow.Schema + KeptSpace.Schema);
                KeptSongs.Write(connection, vectors, index.Songs.All(work), work);
                new KeptSpace(index.FeatureColumns, index.Space, index.References).Write(connection, stamp);
                SqliteConnection.ClearPool(connection); // the folder gets another name
            });
        }
        catch (Exception error) when (error is WorkbenchException or SqliteException or IOException or UnauthorizedAccessException)
        {
            // The answer does not hang on it; it is made again the next time.
        }
    }

    /// <summary>Tells the files of a catalogue from those of another.</summary>
    /// <param name="catalogue">The folder of the catalogue.</param>
    internal static string StampOf(string catalogue) => string.Join(' ',
        new[] { SongCatalogue.SongsName, SongCatalogue.EmbeddingsName }.Select(name => new FileInfo(Path.Combine(catalogue, name)))
            .Select(file => file.Exists
                ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}@{file.LastWriteTimeUtc.Ticks}") : "none")
            .Prepend(string.Create(CultureInfo.InvariantCulture, $"version {Version}:")));

    // Songs are compared with their checksums as they are read for an answer. To compare all of them here, as VectorIndex.Verify does,
    // would be to read all that is kept, which is what it spares: one whose code is damaged may be missing among the nearest.
    private static SimilarityIndex? Open(string folder, string stamp, LabelVocabulary vocabulary, Work work)
    {
        var file = FileIn(folder);
        SqliteConnection? connection = null;
        VectorIndex? vectors = null;
        try
        {
            connection = file.OpenReadOnly();
            if (KeptSpace.Read(file, connection, stamp) is not { } kept)
                return null;
            vectors = VectorIndex.Open(Path.Combine(folder, VectorsName));
            KeptSongs songs = new(file, connection, vectors);
            SimilarityIndex index = new(songs, kept.Space, kept.References, kept.FeatureColumns, vocabulary, work);
            (connection, vectors) = (null, null);
            return index;
        }
        finally
        {
            connection?.Dispose();
            vectors?.Dispose();
        }
    }

    private static string FolderOf(string catalogue, SimilaritySpec? spec) =>
        Path.Combine(catalogue, FolderName, spec is null ? "usual" : SpecJson.Hash(spec)[..12]);

    private static Database FileIn(string folder) => new(Path.Combine(folder, DatabaseName))
    {
        WhenDamaged = $"Delete the folder {folder} and ask again: the index is then made anew.",
    };
}
