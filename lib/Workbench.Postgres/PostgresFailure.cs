using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using Workbench.Foundation;

namespace Workbench.Postgres;

/// <summary>Says in one line why a server cannot be used, and what to do about it; never with a password.</summary>
internal static class PostgresFailure
{
    /// <summary>What a connection string looks like.</summary>
    public const string Example = "\"Host=127.0.0.1;Port=5433;Username=NAME;Password=...;Database=NAME\"";

    private const string Correct = "in " + PostgresServer.Variable;

    /// <summary>Host, port and database, for people.</summary>
    public static string PlaceOf(NpgsqlConnectionStringBuilder address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}/{address.Database ?? address.Username}");

    /// <summary>Whether a connection was there and is lost.</summary>
    public static bool IsLostConnection(NpgsqlException error) => error is PostgresException refusal
        ? refusal.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : error.InnerException is IOException;

    /// <summary>The error for what a server, or the way to it, says.</summary>
    public static WorkbenchException Of(NpgsqlConnectionStringBuilder address, NpgsqlException error)
    {
        var said = (error as PostgresException)?.MessageText ?? error.InnerException?.Message ?? error.Message;
        var (what, remedy) = error switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                ($"refuses the user {address.Username} ({said})", $"Correct Username and Password {Correct}."),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                ($"has no such database ({said})", $"Make it with createdb, or correct Database {Correct}."),
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
                ($"does not let the user {address.Username} do that ({said})",
                    $"Let the owner of the database grant it, or name another user {Correct}."),
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } =>
                ($"no longer has the catalogue ({said})", "Open it again, which makes it anew, or restore it from a copy."),
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                ($"has no room left ({said})", "Free space on its disk; what was committed is kept."),
            PostgresException refusal => ($"says: {said} ({refusal.SqlState})", "What was committed is kept; look into the server's log."),
            { InnerException: SocketException or TimeoutException } => ($"does not answer ({said})",
                $"Start it (environment/postgres.sh starts one on this machine), or correct Host and Port {Correct}."),
            { InnerException: IOException } =>
                ($"broke the connection off ({said})", "What was committed is kept; try again when it runs."),
            _ => ($"cannot be used ({said})", $"Correct the connection string {Correct}."),
        };
        return new($"PostgreSQL at {PlaceOf(address)} {what}. {remedy}", error);
    }
}
