using System.Data;
using Npgsql;
using Workbench.Foundation;

namespace Workbench.Postgres;

/// <summary>A database on a server. A connection that is lost is replaced once, and what was asked over it is asked again.</summary>
internal sealed class PostgresServer : IDisposable
{
    /// <summary>The environment variable that holds the connection string.</summary>
    public const string Variable = "WORKBENCH_POSTGRES";

    /// <summary>Seconds until a server that says nothing counts as gone: it may sort a large table first.</summary>
    private const int PatienceSeconds = 600;

    /// <summary>The first version that tells how a transaction ended under a name of its own.</summary>
    private static readonly Version Oldest = new(13, 0);

    private readonly NpgsqlConnectionStringBuilder address;
    private readonly NpgsqlDataSource source;

    private PostgresServer(NpgsqlConnectionStringBuilder address) => (this.address, source) = (address, NpgsqlDataSource.Create(address));

    /// <summary>Where it is, for people.</summary>
    public string Place => PostgresFailure.PlaceOf(address);

    /// <summary>Names a server; nothing is opened yet.</summary>
    /// <param name="connection">The connection string; null for that of <see cref="Variable"/>.</param>
    /// <exception cref="WorkbenchException">There is none, or it cannot be read.</exception>
    public static PostgresServer At(string? connection)
    {
        connection ??= Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(connection))
            throw new WorkbenchException($"No PostgreSQL server is named. Set {Variable} to a connection string, for instance "
                + $"{PostgresFailure.Example}; environment/postgres.sh starts a server on this machine and prints the line.");
        try
        {
            var address = new NpgsqlConnectionStringBuilder(connection);
            if (!address.ContainsKey("Command Timeout"))
                address.CommandTimeout = PatienceSeconds;
            return new(address);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Its message may hold a part of the password, which a ; in it makes a keyword.
            throw new WorkbenchException($"The connection string in {Variable} cannot be read. It is written {PostgresFailure.Example}, "
                + "with quotes around a value that has a semicolon.");
        }
    }

    /// <summary>Asks the server something.</summary>
    /// <param name="question">
    /// Asked once more over another connection where the first was lost, for instance since the server started anew.
    /// </param>
    /// <exception cref="WorkbenchException">It does not answer, or refuses.</exception>
    public T Ask<T>(Func<NpgsqlConnection, T> question)
    {
        for (var again = true; ; again = false)
            try
            {
                using var connection = source.OpenConnection();
                return connection.PostgreSqlVersion >= Oldest ? AskOver(connection, question) : throw new WorkbenchException(
                    $"PostgreSQL at {Place} has version {connection.PostgreSqlVersion}, and {Oldest} is the "
                    + "oldest that will do. Use a newer server.");
            }
            catch (NpgsqlException error) when (again && PostgresFailure.IsLostConnection(error))
            {
                source.Clear(); // those that wait in the pool are lost as well
            }
            catch (NpgsqlException error)
            {
                throw PostgresFailure.Of(address, error);
            }
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private static T AskOver<T>(NpgsqlConnection connection, Func<NpgsqlConnection, T> question)
    {
        try
        {
            return question(connection);
        }
        catch (InvalidOperationException error) when (connection.State != ConnectionState.Open)
        {
            // Lost while the end of one answer was read, which Npgsql lets pass, and tells with the next question as a fault of ours.
            throw new NpgsqlException(error.Message, new IOException(error.Message, error));
        }
    }
}
