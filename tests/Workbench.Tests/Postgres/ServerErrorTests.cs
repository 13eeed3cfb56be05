using Npgsql;
using Workbench.Foundation;
using Workbench.Postgres;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Postgres;

/// <summary>What is said where there is no catalogue to be had: a line with the remedy, and never a password.</summary>
public sealed class ServerErrorTests : IDisposable
{
    private const string Secret = "tell-nobody";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_server_that_does_not_answer()
    {
        AssertRefused($"Host=127.0.0.1;Port=1;Username=ann;Database=music;Password={Secret}",
            "^PostgreSQL at 127.0.0.1:1/music does not answer \\(.*\\)\\. Start it \\(environment/postgres.sh starts one on this "
            + "machine\\), or correct Host and Port in WORKBENCH_POSTGRES\\.$");
        AssertRefused($"Host=no-such-host.invalid;Username=ann;Password={Secret}",
            "^PostgreSQL at no-such-host.invalid:5432/ann does not answer");
    }

    [Theory]
    [InlineData($"Host=db;Password=a;{Secret}=b")] // a semicolon in the password
    [InlineData($"postgres://ann:{Secret}@db/music")]
    [InlineData($"Host=db;Port={Secret}")]
    [InlineData($"Host=db;Password={Secret};Timeout=-1")]
    public void A_connection_string_that_cannot_be_read(string connection) => AssertRefused(connection,
        "^The connection string in WORKBENCH_POSTGRES cannot be read. It is written \"Host=.*with quotes around a value that has a "
        + "semicolon.$");

    [Fact]
    public void No_server_at_all() => AssertRefused(" ",
        "^No PostgreSQL server is named. Set WORKBENCH_POSTGRES to a connection string, .*environment/postgres.sh starts a server");

    [Fact]
    public void A_wrong_password_user_or_database()
    {
        using RunningServer server = new();
        NpgsqlConnectionStringBuilder right = new(server.Connection);
        AssertRefused(new NpgsqlConnectionStringBuilder(server.Connection) { Password = Secret }.ToString(),
            $" refuses the user {right.Username} \\(.*\\)\\. Correct Username and Password in WORKBENCH_POSTGRES\\.$");
        AssertRefused(new NpgsqlConnectionStringBuilder(server.Connection) { Password = null }.ToString(),
            " cannot be used \\(.*[Pp]assword.*\\)\\. Correct the connection string in WORKBENCH_POSTGRES\\.$");
        AssertRefused(new NpgsqlConnectionStringBuilder(server.Connection) { Database = "no such" }.ToString(),
            "/no such has no such database \\(.*\\)\\. Make it with createdb, or correct Database in WORKBENCH_POSTGRES\\.$");
    }

    [Fact]
    public void A_user_who_may_not_make_one()
    {
        using RunningServer server = new();
        var role = $"{server.Name}_reader";
        server.Scalar($"create role {role} login password '{Secret}'");
        try
        {
            AssertRefused(new NpgsqlConnectionStringBuilder(server.Connection) { Username = role, Password = Secret }.ToString(),
                $" does not let the user {role} do that \\(permission denied .*\\)\\. Let the owner of the database grant it", server.Name);
        }
        finally
        {
            server.Scalar($"drop role {role}");
        }
    }

    [Fact]
    public void A_catalogue_of_another_version_or_one_that_is_gone()
    {
        using RunningServer server = new();
        using var index = server.Open(2, folder.Path);
        server.Scalar("update SCHEMA.catalogue set version = 1");
        AssertRefused(server.Connection, $"^The catalogue {server.Name} at .* has version 1 of the form, and this program reads 2. Use the "
            + "version of the workbench that made it on all machines, or another name.$", server.Name);
        server.Scalar("drop schema SCHEMA cascade");
        AssertSays(" no longer has the catalogue \\(.*\\)\\. Open it again", Assert.Throws<WorkbenchException>(index.Refresh));
        server.Open(2, folder.Path).Dispose();
        index.Put("a", [1, 0]);
        AssertSays("^The catalogue .* was dropped and made anew since it was opened. Open it again.$",
            Assert.Throws<WorkbenchException>(index.Commit));
        Assert.Equal(0L, server.Scalar("select count(*) from SCHEMA.song"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Songs")]
    [InlineData("pg_songs")]
    [InlineData("a\"; drop table x; --")]
    [InlineData("1st")]
    public void A_name_that_is_none(string name) =>
        AssertRefused("Host=127.0.0.1;Port=1", $"^The catalogue's name \"{name}\" must have small letters", name);

    private void AssertRefused(string connection, string message, string name = "songs") => AssertSays(message,
        Assert.Throws<WorkbenchException>(() => PostgresVectorIndex.Open(name, 2, folder.Path, connection, TestWork.Of())));

    private static void AssertSays(string message, WorkbenchException error)
    {
        Assert.Matches(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }
}
