using Workbench.Recommendation.Vectors;

namespace Workbench.Tests.Postgres;

/// <summary>The suite over a catalogue in PostgreSQL.</summary>
public sealed class PostgresSuiteTests : VectorIndexSuite
{
    private readonly RunningServer server = new();

    protected override IVectorIndex Open(int dimension) => server.Open(dimension, Folder.Path);

    protected override void Close() => server.Dispose();
}
