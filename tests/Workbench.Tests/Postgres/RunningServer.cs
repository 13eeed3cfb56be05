using System.Globalization;
using Npgsql;
using Workbench.Postgres;

namespace Workbench.Tests.Postgres;

/// <summary>A catalogue of one test's own on the server that the environment names, dropped at its end.</summary>
internal sealed class RunningServer : IDisposable
{
    private static int made;

    private readonly NpgsqlDataSource source;

    /// <summary>Skips the calling test where no server is named.</summary>
    public RunningServer()
    {
        OrSkip();
        var number = Interlocked.Increment(ref made).ToString(CultureInfo.InvariantCulture);
        Name = $"test_{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}_{number}";
        var address = Environment.GetEnvironmentVariable(PostgresServer.Variable);
        Connection = new NpgsqlConnectionStringBuilder(address) { ApplicationName = Name }.ToString();
        source = NpgsqlDataSource.Create(address!);
    }

    /// <summary>The catalogue's name.</summary>
    public string Name { get; }

    /// <summary>How the server is reached, so that <see cref="Terminate"/> knows the connections.</summary>
    public string Connection { get; }

    /// <summary>Skips the calling test, with the reason and the remedy, where no server is named.</summary>
    public static void OrSkip() => Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PostgresServer.Variable)),
        $"needs a PostgreSQL server in {PostgresServer.Variable}: eval \"$(bash environment/postgres.sh FOLDER)\"");

    /// <summary>The catalogue, with copies in a folder.</summary>
    public PostgresVectorIndex Open(int dimension, string cache) =>
        PostgresVectorIndex.Open(Name, dimension, cache, Connection, Reference.TestWork.Of());

    /// <summary>A connection of another program.</summary>
    public NpgsqlConnection Connect() => source.OpenConnection();

    /// <summary>Asks as another program would.</summary>
    public object? Scalar(string sql)
    {
        using var connection = Connect();
        return connection.Scalar(sql.Replace("SCHEMA", Name, StringComparison.Ordinal));
    }

    /// <summary>Breaks connections of the test off, as an administrator does.</summary>
    /// <returns>How many.</returns>
    public long Terminate() => (long)Scalar(
        $"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = '{Name}'")!;

    public void Dispose()
    {
        Scalar("drop schema if exists SCHEMA cascade");
        source.Dispose();
    }
}
