using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Workbench.Cli.Ui;

namespace Workbench.Tests.CommandLine;

/// <summary>Whom the page of <c>workbench ui</c> answers.</summary>
public sealed class UiGuardTests(UiSite site) : IClassFixture<UiSite>
{
    private const string NoToken =
        "The token is missing or is not that of this server: open the address that 'workbench ui' printed when it started.";

    public static TheoryData<string> Addresses => ["/", "/app.js", "/api/runs", "/api/now", "/nothing"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Nobody_gets_anything_without_the_token(string address)
    {
        using HttpClient stranger = new() { BaseAddress = new(site.Server.Origin) };
        Assert.Equal((403, NoToken), await site.AskAsync(new(HttpMethod.Get, address), stranger));
        var wrong = site.Server.Token[..^1] + (site.Server.Token[^1] == '0' ? '1' : '0');
        Assert.Equal((403, NoToken), await site.AskAsync(new(HttpMethod.Get, $"{address}?token={wrong}"), stranger));
        Assert.Equal((403, NoToken),
            await site.AskAsync(new(HttpMethod.Get, $"{address}?token={wrong}&token={site.Server.Token}"), stranger));
        HttpRequestMessage request = new(HttpMethod.Get, address) { Headers = { { "Cookie", $"{site.CookieName}={wrong}" } } };
        Assert.Equal((403, NoToken), await site.AskAsync(request, stranger));
    }

    [Fact]
    public async Task The_token_buys_a_cookie_that_neither_scripts_nor_other_sites_have()
    {
        using HttpClient client = new();
        using var response = await client.GetAsync(site.Server.Address, TestContext.Current.CancellationToken);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Equal($"{site.CookieName}={site.Server.Token}; path=/; samesite=strict; httponly", cookie);
        Assert.Equal(64, site.Server.Token.Length);
        await using var other = await UiServer.StartAsync(site.Workspace, port: 0);
        Assert.NotEqual(site.Server.Token, other.Token);
    }

    [Fact]
    public async Task Every_answer_keeps_other_sites_and_scripts_out()
    {
        using var page = await site.Page.GetAsync("/", TestContext.Current.CancellationToken);
        using HttpClient stranger = new();
        using var refused = await stranger.GetAsync(site.Server.Origin, TestContext.Current.CancellationToken);
        foreach (var response in new[] { page, refused })
        {
            string Header(string name) => Assert.Single(response.Headers.GetValues(name));
            Assert.Equal("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
                + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'", Header("Content-Security-Policy"));
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header("Referrer-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.0.1")]
    public async Task It_is_served_under_the_names_of_this_machine_alone(string host)
    {
        HttpRequestMessage request = new(HttpMethod.Get, "/api/runs") { Headers = { Host = $"{host}:8080" } };
        Assert.Equal((403, $"This server is asked as 127.0.0.1, and not as {host}."), await site.AskAsync(request));
        request = new(HttpMethod.Get, "/api/runs") { Headers = { Host = "localhost:8080" } }; // of a tunnel
        Assert.Equal(200, (await site.AskAsync(request)).Status);
    }

    [Fact]
    public async Task It_listens_to_this_machine_alone()
    {
        Assert.Equal(IPAddress.Loopback, IPAddress.Parse(new Uri(site.Server.Origin).Host));
        foreach (var address in NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)
            .Where(address => !IPAddress.IsLoopback(address) && address.AddressFamily == AddressFamily.InterNetwork))
        {
            using HttpClient client = new();
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(
                $"http://{address}:{site.Port}/", TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://evil.example")]
    public async Task Only_the_page_itself_changes_something(string? origin)
    {
        using HttpClient other = new() { BaseAddress = site.Page.BaseAddress };
        HttpRequestMessage Request(HttpMethod method) => new(method, $"/api/runs/{site.Heard.Id}/delete")
        {
            Headers = { { "Cookie", $"{site.CookieName}={site.Server.Token}" } },
        };
        var request = Request(HttpMethod.Post);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        Assert.Equal((403, "Only the page itself may change something, not another site."), await site.AskAsync(request, other));
        Assert.Equal((405, "DELETE is not answered here; GET reads and POST changes."),
            await site.AskAsync(Request(HttpMethod.Delete), other));
        Assert.Contains(site.Heard.Id, site.Workspace.Runs.Ids);
    }
}
