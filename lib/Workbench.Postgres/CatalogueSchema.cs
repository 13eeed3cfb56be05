using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Workbench.Foundation;

namespace Workbench.Postgres;

/// <summary>
/// The tables of a catalogue, a schema of the database. <c>song</c> has a row a song, also of those that were removed, whose vectors are
/// null, so that others learn of it; <c>catalogue</c> has one row, which says what it is and how many changes were committed.
/// </summary>
/// <param name="Name">The schema.</param>
/// <param name="Identity">Tells the catalogue from others, from one of the same name that was made later too.</param>
/// <param name="Content">What its vectors are: <see cref="Vectors"/>, or a form of songs.</param>
/// <param name="Dimension">Numbers of a vector.</param>
/// <param name="HasPgvector">Whether an index of pgvector was made with it.</param>
internal sealed partial record CatalogueSchema(string Name, Guid Identity, string Content, int Dimension, bool HasPgvector)
{
    /// <summary>The <see cref="Content"/> of vectors of length 1, of which nothing else is known.</summary>
    public const string Vectors = "vectors";

    private const int Version = 2;

    /// <summary>What two machines lock that make a catalogue at once; any number that is no other program's will do.</summary>
    private const long MakingLock = 0x576f726b62656e63;

    /// <summary>Refuses what is no name of a catalogue.</summary>
    public static void Require(string name)
    {
        if (!NameForm().IsMatch(name) || name.StartsWith("pg_", StringComparison.Ordinal))
            throw new WorkbenchException($"The catalogue's name \"{name}\" must have small letters, digits and _ alone, begin with a "
                + "letter, not with pg_, and have at most 63 of them, as schemas of PostgreSQL do; for instance songs.");
    }

    /// <summary>Reads what a catalogue is; makes it where there is none.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="place">The server, for errors.</param>
    /// <param name="name">Its name, as <see cref="Require"/> lets it pass.</param>
    /// <param name="content">What its vectors shall be.</param>
    /// <param name="dimension">Numbers of a vector.</param>
    /// <exception cref="WorkbenchException">It is of another version, content or dimension.</exception>
    public static CatalogueSchema Open(NpgsqlConnection connection, string place, string name, string content, int dimension)
    {
        if (!IsThere(connection, name))
            Make(connection, name, content, dimension);
        var kept = Find(connection, place, name)!;
        if (kept.Dimension != dimension)
            throw new WorkbenchException($"The vectors of the catalogue {name} at {place} have {kept.Dimension} numbers, and {dimension} "
                + "were asked for. Use the model by which the catalogue was made, or another name.");
        return kept.Content == content ? kept : throw new WorkbenchException($"The catalogue {name} at {place} holds "
            + $"{(kept.Content == Vectors ? "vectors, and no songs" : content == Vectors ? "songs, and not vectors alone"
                : "songs that another model heard")}. Use another name.");
    }

    /// <summary>Reads what a catalogue is; null where there is none.</summary>
    /// <exception cref="WorkbenchException">It is of another version.</exception>
    /// <inheritdoc cref="Open"/>
    public static CatalogueSchema? Find(NpgsqlConnection connection, string place, string name)
    {
        if (!IsThere(connection, name))
            return null;
        var version = connection.Scalar($"select version from \"{name}\".catalogue");
        if (version is not Version)
            throw new WorkbenchException($"The catalogue {name} at {place} has version {version} of the form, and this program reads "
                + $"{Version}. Use the version of the workbench that made it on all machines, or another name.");
        return connection.Rows($"select identity, content, dimension, pgvector from \"{name}\".catalogue", row =>
            new CatalogueSchema(name, row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetBoolean(3))).Single();
    }

    private static bool IsThere(NpgsqlConnection connection, string name) =>
        connection.Scalar("select 1 from pg_tables where schemaname = $1 and tablename = 'catalogue'", name) is not null;

    private static void Make(NpgsqlConnection connection, string name, string content, int dimension)
    {
        using var transaction = connection.BeginTransaction();
        connection.Scalar("select pg_advisory_xact_lock($1)", MakingLock);
        if (IsThere(connection, name))
            return; // another machine was first
        var pgvector = content == Vectors && dimension <= PgvectorSongs.MaxDimension && connection.Scalar(
            "select 1 from pg_available_extensions where name = 'vector' and installed_version is not null") is not null;
        connection.Scalar(string.Create(CultureInfo.InvariantCulture, $"""
            create schema if not exists "{name}";
            create table "{name}".catalogue (
                version int not null, content text not null, dimension int not null, identity uuid not null, pgvector boolean not null,
                revision bigint not null);
            create unique index on "{name}".catalogue ((true));
            insert into "{name}".catalogue values ({Version}, '', {dimension}, '{Guid.NewGuid()}', {pgvector}, 0);
            create table "{name}".song (
                key bytea primary key, id bytea not null, vector bytea, about text, revision bigint not null);
            alter table "{name}".song alter column vector set storage external;
            create unique index on "{name}".song (revision);
            """));
        connection.Scalar($"update \"{name}\".catalogue set content = $1", content);
        if (pgvector)
            connection.Scalar(string.Create(CultureInfo.InvariantCulture, $"""
                alter table "{name}".song add column place vector({dimension});
                create index on "{name}".song using hnsw (place vector_ip_ops);
                """));
        transaction.Commit();
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
