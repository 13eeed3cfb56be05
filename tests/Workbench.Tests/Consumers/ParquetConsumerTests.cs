using System.Text.Json.Nodes;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Consumers;

/// <summary>
/// <c>tests/consumers/node/read-features.mjs</c>: a table of features in Arrow's own implementation of Parquet (arrow-rs, as WebAssembly),
/// whose types pandas, polars and DuckDB know.
/// </summary>
public sealed class ParquetConsumerTests : IDisposable
{
    private static readonly FeatureTable Table = new(["rock/ü.mp3", "b"], new(["mfcc_mean_01", "a/b"], [0.1f, float.NaN, -2, 3e38f]))
    {
        Songs = [new("/m/ü.mp3", "Ü", null, ["Hip-Hop", "R&B; \"Soul\""]), new("/m/b.mp3", null, "t", [])],
        Spec = FeatureSpec.Fma518,
    };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Arrow_reads_names_types_genres_values_and_the_spec()
    {
        var modules = FrontEnds.NodeModulesWith("parquet-wasm", "apache-arrow");
        Assert.SkipWhen(modules is null, $"needs Node and its packages parquet-wasm and apache-arrow; {ExportedDemo.Remedy}");
        Table.Write(folder.File("t.parquet"));
        var read = JsonNode.Parse(ClientProcess.Run("node", new Dictionary<string, string> { ["NODE_PATH"] = modules! },
            Path.Combine(Repository.Root, "tests", "consumers", "node", "read-features.mjs"), folder.File("t.parquet")))!;
        Assert.Equal(["id: Utf8", "path: Utf8", "artist: Utf8", "title: Utf8", "labels: List<Utf8>",
            "mfcc_mean_01: Float32", "a/b: Float32"], read["types"]!.AsObject().Select(column => $"{column.Key}: {column.Value}"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            [{"id":"rock/ü.mp3","path":"/m/ü.mp3","artist":"Ü","title":null,"labels":["Hip-Hop","R&B; \"Soul\""],
              "mfcc_mean_01":0.10000000149011612,"a/b":"NaN"},
             {"id":"b","path":"/m/b.mp3","artist":null,"title":"t","labels":[],
              "mfcc_mean_01":-2,"a/b":3.0000000054977558e38}]
            """), read["rows"]), read["rows"]!.ToJsonString());
        Assert.Equal(FeatureSpec.Fma518, SpecJson.Read<FeatureSpec>((string)read["properties"]!["workbench.features"]!));
        Assert.Equal(SpecJson.Hash(FeatureSpec.Fma518), (string?)read["properties"]!["workbench.features.sha256"]);
    }
}
