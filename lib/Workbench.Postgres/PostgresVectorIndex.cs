using Workbench.Foundation;
using Workbench.Recommendation.Vectors;

namespace Workbench.Postgres;

/// <summary>
/// An index of songs in a PostgreSQL database, which several machines add songs to and all ask. A commit is one transaction: two machines
/// that commit the same song leave the vector of the one that ended last. Questions are answered by a copy on this machine, which fetches
/// all songs once, and then what has changed: they cost what they cost in a <see cref="VectorIndex"/>, and the answers are the same to the
/// last bit. Where the extension pgvector is installed in the database as the catalogue is made, its index answers instead.
/// </summary>
/// <remarks>
/// That other road was <b>not run</b>: it is written by the documentation of pgvector, and was compared with nothing. A catalogue is a
/// schema of the database; whoever drops that drops the catalogue.
/// </remarks>
public sealed class PostgresVectorIndex : IVectorIndex
{
    private readonly Lock gate = new(); // of all but questions
    private readonly SharedCatalogue catalogue;
    private readonly ISharedSongs songs;
    private SharedChanges changes = new();

    private PostgresVectorIndex(SharedCatalogue catalogue, ISharedSongs songs) => (this.catalogue, this.songs) = (catalogue, songs);

    /// <inheritdoc/>
    public int Dimension => catalogue.Dimension;

    /// <inheritdoc/>
    public int Count => songs.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Ids => songs.Ids;

    /// <summary>Opens a catalogue and fetches what is new in it; makes it where there is none.</summary>
    /// <param name="name">
    /// Its name: small letters, digits and <c>_</c>, 63 at most, a letter first. It becomes a schema of the database.
    /// </param>
    /// <param name="dimension">Numbers of a vector, 1 to 16,384.</param>
    /// <param name="cache">Folder in which the copies of catalogues are kept, each in a folder of its own; safe to delete.</param>
    /// <param name="connection">
    /// How the server is reached, for instance <c>Host=db.example;Username=ann;Password=...;Database=music</c>; null for what the
    /// environment variable <c>WORKBENCH_POSTGRES</c> says. No error shows the password.
    /// </param>
    /// <param name="work">
    /// Told how far the fetching is, which its token stops, to go on the next time; null for <see cref="Work.Default"/>.
    /// </param>
    /// <exception cref="WorkbenchException">
    /// No server is named, it does not answer or refuses, the catalogue is of another version or dimension, or the folder cannot be
    /// written.
    /// </exception>
    public static PostgresVectorIndex Open(string name, int dimension, string cache, string? connection = null, Work? work = null)
    {
        _ = new ExtentLayout(dimension); // refuses what is no dimension
        var server = PostgresServer.At(connection);
        ISharedSongs? songs = null;
        try
        {
            var catalogue = SharedCatalogue.Open(server, name, CatalogueSchema.Vectors, dimension);
            songs = catalogue.HasPgvector ? new PgvectorSongs(catalogue) : new LocalCopy(catalogue, cache);
            songs.Refresh(work ?? Work.Default);
            return new(catalogue, songs);
        }
        catch
        {
            songs?.Dispose();
            server.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public float[]? Find(string id) => songs.Find(id);

    /// <inheritdoc/>
    public void Put(string id, ReadOnlySpan<float> vector)
    {
        UnitVector.Require(vector, Dimension, id);
        var change = SongChange.Put(SongId.Utf8Of(id), vector);
        lock (gate)
            changes.Set(id, change);
    }

    /// <inheritdoc/>
    public bool Remove(string id)
    {
        lock (gate)
        {
            if (!(changes.Has(id) ?? songs.Find(id) is not null))
                return false;
            changes.Set(id, new(SongId.Utf8Of(id), Vector: null));
            return true;
        }
    }

    /// <summary>
    /// Keeps all that was put and removed since the last time, or else, where this fails or never comes, nothing of it; and sees what
    /// others have committed. Until then changes are kept in memory: of many songs, commit some ten thousand at a time.
    /// </summary>
    /// <exception cref="WorkbenchException">
    /// The server does not answer or refuses; what was committed before is kept, and what was put since waits for another try. Only where
    /// no server can be asked whether it is committed, the next try finds out.
    /// </exception>
    public void Commit()
    {
        lock (gate)
        {
            if (changes.Count > 0)
            {
                catalogue.Commit(changes);
                changes = new();
            }
            songs.Refresh(Work.Default);
        }
    }

    /// <inheritdoc/>
    public void Refresh()
    {
        lock (gate)
            songs.Refresh(Work.Default);
    }

    /// <inheritdoc/>
    public IReadOnlyList<VectorHit> Nearest(
        ReadOnlySpan<float> query, int count = 3, Predicate<string>? accepts = null, Work? work = null) =>
        songs.Nearest(query, count, accepts, work);

    /// <summary>Closes the index; what was not committed is lost.</summary>
    public void Dispose()
    {
        songs.Dispose();
        catalogue.Dispose();
    }
}
