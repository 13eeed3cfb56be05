using System.Data;
using Npgsql;
using Workbench.Foundation;

namespace Workbench.Postgres;

/// <summary>A catalogue on a server, whose changes are numbered.</summary>
/// <remarks>
/// Every change has a number, its revision, and whoever follows asks for those above the last that it has seen. Numbers of a sequence are
/// handed out in another order than transactions end in, so that one that ends late would be missed. Here the number is that of the row of
/// <c>catalogue</c>, which a transaction locks as it takes numbers, and keeps locked until it has ended: nobody sees a revision without all
/// those below it.
/// </remarks>
internal sealed class SharedCatalogue : IDisposable
{
    /// <summary>Songs of a statement.</summary>
    private const int SongsAtOnce = 5000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CatalogueSchema schema;

    private SharedCatalogue(PostgresServer server, CatalogueSchema schema) => (Server, this.schema) = (server, schema);

    /// <summary>The server that it is on.</summary>
    public PostgresServer Server { get; }

    /// <summary>Numbers of a vector.</summary>
    public int Dimension => schema.Dimension;

    /// <inheritdoc cref="CatalogueSchema.Content"/>
    public string Content => schema.Content;

    /// <inheritdoc cref="CatalogueSchema.Identity"/>
    public Guid Identity => schema.Identity;

    /// <inheritdoc cref="CatalogueSchema.HasPgvector"/>
    public bool HasPgvector => schema.HasPgvector;

    /// <summary>Its table of songs, for SQL.</summary>
    public string Songs => $"\"{schema.Name}\".song";

    private string Row => $"\"{schema.Name}\".catalogue";

    /// <summary>Opens a catalogue; makes it where there is none.</summary>
    /// <param name="server">The server, which it takes over.</param>
    /// <param name="name">Its name.</param>
    /// <param name="content">What its vectors are.</param>
    /// <param name="dimension">Numbers of a vector.</param>
    /// <exception cref="WorkbenchException">The server does not let it, or it is of another version, content or dimension.</exception>
    public static SharedCatalogue Open(PostgresServer server, string name, string content, int dimension)
    {
        CatalogueSchema.Require(name);
        return new(server, server.Ask(connection => CatalogueSchema.Open(connection, server.Place, name, content, dimension)));
    }

    /// <summary>Opens a catalogue; null where there is none.</summary>
    /// <inheritdoc cref="Open"/>
    public static SharedCatalogue? Find(PostgresServer server, string name)
    {
        CatalogueSchema.Require(name);
        return server.Ask(connection => CatalogueSchema.Find(connection, server.Place, name)) is { } schema ? new(server, schema) : null;
    }

    /// <summary>How many changes were committed.</summary>
    /// <exception cref="WorkbenchException">It is no longer there.</exception>
    public long Revision(NpgsqlConnection connection) =>
        (long)(connection.Scalar($"select revision from {Row} where identity = $1", Identity) ?? throw Replaced());

    /// <summary>Commits changes, all or none: where the connection is lost while they are committed, the server is asked which.</summary>
    public void Commit(SharedChanges changes) => Server.Ask(connection =>
    {
        if (changes.Transaction is { } sent && WasCommitted(connection, sent))
            return true;
        changes.Transaction = null;
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        var revision = (long)(connection.Scalar(
            $"update {Row} set revision = revision + $1 where identity = $2 returning revision - $1", (long)changes.Count, Identity)
            ?? throw Replaced());
        foreach (var chunk in changes.InOrder.Chunk(SongsAtOnce))
        {
            Put(connection, revision, chunk);
            revision += chunk.Length;
        }
        changes.Transaction = (string)connection.Scalar("select pg_current_xact_id()::text")!;
        transaction.Commit();
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => Server.Dispose();

    private void Put(NpgsqlConnection connection, long revision, SongChange[] changes)
    {
        var (column, value, update, list) = HasPgvector
            ? (", place", ", place::vector", ", place = excluded.place", ", $6") : ("", "", "", "");
        using var command = connection.Command($"""
            insert into {Songs} (key, id, vector, about, revision{column})
            select key, id, vector, about, $1 + number{value}
            from unnest($2, $3, $4, $5{list}) with ordinality as change(key, id, vector, about{column}, number)
            on conflict (key) do update set vector = excluded.vector, about = excluded.about, revision = excluded.revision{update}
            """, revision, Array.ConvertAll(changes, change => change.Key), Array.ConvertAll(changes, change => change.Id),
            Array.ConvertAll(changes, change => change.Vector), Array.ConvertAll(changes, change => change.About));
        if (HasPgvector)
            command.Parameters.Add(new() { Value = Array.ConvertAll(changes, change => PgvectorSongs.Text(change.Vector)) });
        command.ExecuteNonQuery();
    }

    /// <summary>Whether a transaction was committed; waits where the server has not noticed yet that nobody listens to it.</summary>
    private static bool WasCommitted(NpgsqlConnection connection, string transaction)
    {
        while (true)
            switch (connection.Scalar("select pg_xact_status($1::xid8)", transaction))
            {
                case "committed": return true;
                case "in progress": Thread.Sleep(Pause); break;
                default: return false;
            }
    }

    private WorkbenchException Replaced() =>
        new($"The catalogue {schema.Name} at {Server.Place} was dropped and made anew since it was opened. Open it again.");
}
