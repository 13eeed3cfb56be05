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
/// <param name="HasPgvector">Whether an index of pgvector was made with it.</param>
internal sealed partial record CatalogueSchema(string Name, Guid Identity, bool HasPgvector)
{
    private const int Version = 1;

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
    /// <param name="dimension">Numbers of a vector.</param>
    /// <exception cref="WorkbenchException">It is of another version or dimension.</exception>
    public static CatalogueSchema Open(NpgsqlConnection connection, string place, string name, int dimension)
    {
        if (!IsThere(connection, name))
            Make(connection, name, dimension);
        var version = connection.Scalar($"select version from \"{name}\".catalogue");
        if (version is not Version)
            throw new WorkbenchException($"The catalogue {name} at {place} has version {version} of the form, and this program reads "
                + $"{Version}. Use the version of the workbench that made it on all machines, or another name.");
        var (kept, identity, pgvector) = connection.Rows($"select dimension, identity, pgvector from \"{name}\".catalogue",
            row => (row.GetInt32(0), row.GetGuid(1), row.GetBoolean(2))).Single();
        if (kept != dimension)
            throw new WorkbenchException($"The vectors of the catalogue {name} at {place} have {kept} numbers, and {dimension} were "
                + "asked for. Use the model by which the catalogue was made, or another name.");
        return new(name, identity, pgvector);
    }

    private static bool IsThere(NpgsqlConnection connection, string name) =>
        connection.Scalar("select 1 from pg_tables where schemaname = $1 and tablename = 'catalogue'", name) is not null;

    private static void Make(NpgsqlConnection connection, string name, int dimension)
    {
        using var transaction = connection.BeginTransaction();
        connection.Scalar("select pg_advisory_xact_lock($1)", MakingLock);
        if (IsThere(connection, name))
            return; // another machine was first
        var pgvector = dimension <= PgvectorSongs.MaxDimension && connection.Scalar(
            "select 1 from pg_available_extensions where name = 'vector' and installed_version is not null") is not null;
        connection.Scalar(string.Create(CultureInfo.InvariantCulture, $"""
            create schema if not exists "{name}";
            create table "{name}".catalogue (
                version int not null, dimension int not null, identity uuid not null, pgvector boolean not null, revision bigint not null);
            create unique index on "{name}".catalogue ((true));
            insert into "{name}".catalogue values ({Version}, {dimension}, '{Guid.NewGuid()}', {pgvector}, 0);
            create table "{name}".song (key bytea primary key, id bytea not null, vector bytea, revision bigint not null);
            alter table "{name}".song alter column vector set storage external;
            create unique index on "{name}".song (revision);
            """));
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
