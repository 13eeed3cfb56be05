using System.Globalization;
using System.Text;
using Npgsql;
using Workbench.Foundation;
using Workbench.Recommendation.Vectors;

namespace Workbench.Postgres;

/// <summary>
/// A <see cref="VectorIndex"/> on this machine that follows a catalogue on a server. Songs come in batches, each of which is committed here
/// with its revision: who is stopped, killed or cut off goes on behind the last. All processes of the machine share it, of which one
/// follows at a time; questions see what came when all of it has.
/// </summary>
internal sealed class LocalCopy : ISharedSongs
{
    /// <summary>Songs that are fetched before they are committed here: as many as may come twice.</summary>
    private const int SongsAtOnce = 16_384;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SharedCatalogue catalogue;
    private readonly string folder;
    private VectorIndex? songs;

    /// <param name="catalogue">The catalogue.</param>
    /// <param name="cache">The folder in which it has a folder of its own.</param>
    public LocalCopy(SharedCatalogue catalogue, string cache) =>
        (this.catalogue, folder) = (catalogue, Path.Combine(cache, catalogue.Identity.ToString("N", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public int Count => Songs.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Ids => Songs.Ids;

    private VectorIndex Songs => songs ?? throw new ObjectDisposedException(nameof(PostgresVectorIndex));

    private string FollowedPath => Path.Combine(folder, "followed");

    /// <summary>The last change that is in the index; null where nothing was fetched yet.</summary>
    private long? Followed => File.Exists(FollowedPath) && long.TryParse(
        File.ReadAllText(FollowedPath), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    /// <inheritdoc/>
    public float[]? Find(string id) => Songs.Find(id);

    /// <inheritdoc/>
    public IReadOnlyList<VectorHit> Nearest(ReadOnlySpan<float> query, int count, Predicate<string>? accepts, Work? work) =>
        Songs.Nearest(query, count, accepts, work);

    /// <inheritdoc/>
    public void Refresh(Work work)
    {
        catalogue.Server.Ask(connection =>
        {
            if (catalogue.Revision(connection) != Followed)
                Follow(connection, work);
            return true;
        });
        songs ??= VectorIndex.Open(folder);
        songs.Refresh();
    }

    /// <inheritdoc/>
    public void Dispose() => songs?.Dispose();

    private void Follow(NpgsqlConnection connection, Work work)
    {
        using var index = OpenToWrite(work);
        var (from, until) = (Followed ?? 0, catalogue.Revision(connection));
        if (from > until)
        {
            // The server's database is an older copy of itself: what it no longer knows of goes.
            foreach (var id in index.Ids.ToList())
                index.Remove(id);
            from = 0;
        }
        var (seen, songsSince) = (from, 0);
        foreach (var (id, vector, revision) in connection.Rows(
            $"select id, vector, revision from {catalogue.Songs} where revision > $1 order by revision", ChangeOf, from))
        {
            work.ThrowIfStopped();
            if (vector is null)
                index.Remove(id);
            else
                index.Put(id, SongChange.Numbers(vector));
            seen = revision;
            if (++songsSince == SongsAtOnce)
                Keep();
        }
        Keep();
        if (index.RemovedCount > index.Count)
            index.Compact(work);

        void Keep()
        {
            index.Commit();
            AtomicFile.WriteText(FollowedPath, seen.ToString(CultureInfo.InvariantCulture));
            songsSince = 0;
            work.Report(new("Fetching songs", Math.Min(seen, until), until));
        }
    }

    private static (string Id, byte[]? Vector, long Revision) ChangeOf(NpgsqlDataReader row) => (
        Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0)), row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1), row.GetInt64(2));

    private VectorIndex OpenToWrite(Work work)
    {
        while (true)
        {
            if (VectorIndex.TryOpenToWrite(folder, catalogue.Dimension) is { } index)
                return index;
            work.Token.WaitHandle.WaitOne(Pause);
            work.ThrowIfStopped();
        }
    }
}
