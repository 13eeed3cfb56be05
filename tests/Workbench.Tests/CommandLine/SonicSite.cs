using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Workbench.Cli.Listening;
using Workbench.Cli.Serve;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>
/// What <c>workbench serve</c> answers over twelve songs on a circle: the similarity of two is (1 + cos of their angle) / 2.
/// </summary>
public sealed class SonicSite : IAsyncLifetime
{
    /// <summary>What the recorded exchanges know.</summary>
    public const string Token = "correct-horse-battery-staple";

    private static readonly Lazy<TrainedModel> Model = new(() => TrainingSamples.Train(out _));

    /// <summary>Degrees of the songs. Turned by 90 degrees they are the same, which makes their mean 0 and both deviations equal.</summary>
    private static readonly double[] Angles = [0, 20, 50, 90, 110, 140, 180, 200, 230, 270, 290, 320];

    internal SonicServer Server { get; private set; } = null!;

    internal static AccessToken AccessToken => AccessToken.TryOf(Token)!;

    public async ValueTask InitializeAsync() =>
        Server = await SonicServer.StartAsync(Over([.. Angles.Select(TrackAt)], Angles), IPAddress.Loopback, port: 0, AccessToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Recommends songs that lie on a circle.</summary>
    internal static Recommender Over(Track[] tracks, double[] degrees)
    {
        var model = Model.Value;
        float[] Embedding(double angle) => [(float)Math.Cos(angle * Math.PI / 180), (float)Math.Sin(angle * Math.PI / 180),
            .. new float[model.EmbeddingSize - 2]];
        var embedding = new FeatureMatrix([.. Enumerable.Range(0, model.EmbeddingSize).Select(unit => $"unit {unit}")],
            [.. degrees.SelectMany(Embedding)]);
        var genres = Matrices.Scores([.. tracks.Select(_ => new double[model.Vocabulary.Count])]);
        return new(model, SimilarityIndex.Over(new([.. tracks], new(embedding, genres)), model, SimilaritySpec.EmbeddingAndGenres with
        {
            Genres = 0,
        }), "the circle");
    }

    /// <summary>Sends what stands in a file, byte for byte, and waits for the answer.</summary>
    /// <returns>The head and the body of the answer.</returns>
    public Task<(string Head, string Body)> SendAsync(string request) => SendAsync(new Uri(Server.Origin).Port, request);

    internal static async Task<(string Head, string Body)> SendAsync(int port, string request)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        await using NetworkStream stream = new(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        using StreamReader reader = new(stream);
        var parts = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n\r\n", 2);
        return (parts[0], parts[1]);
    }

    /// <summary>Asks a method with the token for JSON.</summary>
    internal static async Task<JsonNode> AskAsync(string origin, string question)
    {
        using HttpClient client = new();
        var text = await client.GetStringAsync($"{origin}/rest/{question}&apiKey={Token}&v=1.16.1&c=tests&f=json",
            TestContext.Current.CancellationToken);
        return JsonNode.Parse(text)!["subsonic-response"]!;
    }

    private static Track TrackAt(double angle) => angle switch
    {
        0 => Named("Möwen/01 Eins & Zwei <3>.mp3") with
        {
            Artist = "Möwen",
            Title = "Eins & Zwei <3>",
            Album = "\"Küste\"",
            Labels = ["Jazz", "Rock"],
            DurationSeconds = 61.6,
        },
        20 => Named("Möwen/02 Drei.mp3") with { Artist = "Möwen", Title = "Drei" },
        50 => Named("songs/bell.flac") with { Title = "Bell \u0007 and half \ud800 a letter" },
        320 => Named("/home/somebody/secret/320.ogg") with { Artist = "Nobody" },
        _ => Named(string.Create(CultureInfo.InvariantCulture, $"songs/{angle:000}.flac")),
    };

    private static Track Named(string id) => new() { Id = id, AudioPath = "/home/somebody/music/" + id, Labels = ["Rock"] };
}
