using Workbench.Recommendation.Vectors;

namespace Workbench.Tests.Postgres;

/// <summary>The suite over an index in a folder.</summary>
public sealed class FolderSuiteTests : VectorIndexSuite
{
    protected override IVectorIndex Open(int dimension) => VectorIndex.OpenToWrite(Folder.Path, dimension);
}
