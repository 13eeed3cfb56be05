using System.Globalization;
using System.Text;
using Npgsql;
using Workbench.Foundation;
using Workbench.Recommendation.Shared;
using Workbench.Recommendation.Vectors;

namespace Workbench.Postgres;

/// <summary>Songs that machines share on the server that the environment names; found by its name.</summary>
internal sealed class PostgresSongs : ISongServer
{
    /// <summary>Songs that are put at once, all or none of them.</summary>
    private const int SongsAtOnce = 1000;

    private readonly string? connection;

    /// <summary>That of the server which <see cref="PostgresServer.Variable"/> names.</summary>
    public PostgresSongs() : this(null) { }

    /// <param name="connection">How the server is reached; null for what the environment says.</param>
    internal PostgresSongs(string? connection) => this.connection = connection;

    /// <inheritdoc/>
    public int Put(string catalogue, SharedForm form, IReadOnlyList<SharedSong> songs, Work work)
    {
        using var server = PostgresServer.At(connection);
        using var shared = SharedCatalogue.Open(server, catalogue, SpecJson.WriteCanonical(form), form.Width);
        var (put, seen) = (0, 0);
        foreach (var chunk in songs.Chunk(SongsAtOnce))
        {
            work.ThrowIfStopped();
            var known = Known(shared, chunk.Select(song => song.Id));
            put += Commit(shared, chunk
                .Select(song => SongChange.Put(SongId.Utf8Of(song.Id), song.Values.Span, SpecJson.WriteCanonical(song.About)))
                .Where(change => !(known.TryGetValue(TextOf(change.Id), out var there) && there.About == change.About
                    && there.Vector.AsSpan().SequenceEqual(change.Vector))));
            work.Report(new("Sharing songs", seen += chunk.Length, songs.Count));
        }
        return put;
    }

    /// <inheritdoc/>
    public int Remove(string catalogue, SharedForm form, IEnumerable<string> ids, Work work)
    {
        using var server = PostgresServer.At(connection);
        using var shared = Open(server, catalogue);
        if (shared.Content != SpecJson.WriteCanonical(form))
            throw new WorkbenchException($"The songs of {catalogue} at {server.Place} were heard by another model. Name the run that "
                + "shared them.");
        var removed = 0;
        foreach (var chunk in ids.Chunk(SongsAtOnce))
        {
            work.ThrowIfStopped();
            removed += Commit(shared, Known(shared, chunk).Keys.Select(id => new SongChange(SongId.Utf8Of(id), Vector: null)));
        }
        return removed;
    }

    /// <inheritdoc/>
    public SharedUpdate Changes(string catalogue, SharedRevision? since, Work work)
    {
        using var server = PostgresServer.At(connection);
        using var shared = Open(server, catalogue);
        var form = FormOf(shared, catalogue);
        return server.Ask(connection =>
        {
            var until = shared.Revision(connection);
            var identity = shared.Identity.ToString("N", CultureInfo.InvariantCulture);
            // Of an older copy of the database itself, nobody knows what it has forgotten.
            var from = since is not null && since.Catalogue == identity && since.Form.Equals(form) && since.Number <= until
                ? since.Number : (long?)null;
            List<SharedSong> songs = [];
            List<string> removed = [];
            var seen = 0;
            foreach (var (id, vector, about) in connection.Rows($"""
                select id, vector, about from {shared.Songs} where revision > $1 and revision <= $2 order by revision
                """, RowOf, from ?? 0, until))
            {
                work.ThrowIfStopped();
                if (vector is null || about is null)
                    removed.Add(id);
                else
                    songs.Add(SongOf(id, vector, about, form, catalogue));
                if (++seen % SongsAtOnce == 0)
                    work.Report(new("Fetching songs", seen, Math.Max(seen, until - (from ?? 0))));
            }
            return new SharedUpdate(new(identity, until, form), from is null, songs, removed);
        });
    }

    private static int Commit(SharedCatalogue shared, IEnumerable<SongChange> wanted)
    {
        SharedChanges changes = new();
        foreach (var change in wanted)
            changes.Set(TextOf(change.Id), change);
        if (changes.Count > 0)
            shared.Commit(changes);
        return changes.Count;
    }

    private static Dictionary<string, (byte[] Vector, string? About)> Known(SharedCatalogue shared, IEnumerable<string> ids) =>
        shared.Server.Ask(connection => connection.Rows(
            $"select id, vector, about from {shared.Songs} where key = any($1) and vector is not null", RowOf,
            (object)ids.Select(id => SongChange.KeyOf(SongId.Utf8Of(id))).ToArray())
            .ToDictionary(row => row.Id, row => (row.Vector!, row.About), StringComparer.Ordinal));

    private static SharedCatalogue Open(PostgresServer server, string catalogue) => SharedCatalogue.Find(server, catalogue)
        ?? throw new WorkbenchException($"There is no catalogue {catalogue} at {server.Place}. Share songs first, which makes it: "
            + $"workbench runs share RUN postgres:{catalogue}");

    private static SharedForm FormOf(SharedCatalogue shared, string catalogue)
    {
        if (shared.Content == CatalogueSchema.Vectors)
            throw new WorkbenchException($"The catalogue {catalogue} at {shared.Server.Place} holds vectors, and no songs. Name another.");
        try
        {
            return SpecJson.Read<SharedForm>(shared.Content) is { } form && form.Width == shared.Dimension ? form
                : throw new WorkbenchException($"it has {shared.Dimension} numbers a song.");
        }
        catch (WorkbenchException damage)
        {
            throw Damaged(catalogue, damage);
        }
    }

    private static SharedSong SongOf(string id, byte[] vector, string about, SharedForm form, string catalogue)
    {
        try
        {
            return vector.Length == form.Width * sizeof(float)
                ? new(id, SpecJson.Read<SharedAbout>(about), SongChange.Numbers(vector).ToArray())
                : throw new WorkbenchException($"the song {id} has {vector.Length} bytes.");
        }
        catch (WorkbenchException damage)
        {
            throw Damaged(catalogue, damage);
        }
    }

    private static WorkbenchException Damaged(string catalogue, WorkbenchException damage) => new(
        $"The catalogue {catalogue} cannot be read: {damage.Message} Share its songs under another name, or drop its schema.", damage);

    private static (string Id, byte[]? Vector, string? About) RowOf(NpgsqlDataReader row) => (TextOf(row.GetFieldValue<byte[]>(0)),
        row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1), row.IsDBNull(2) ? null : row.GetString(2));

    private static string TextOf(byte[] id) => Encoding.UTF8.GetString(id);
}
