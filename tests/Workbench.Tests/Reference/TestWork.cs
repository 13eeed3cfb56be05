using Workbench.Foundation;

namespace Workbench.Tests.Reference;

/// <summary>Work that ends with the test.</summary>
internal static class TestWork
{
    /// <summary>Makes it.</summary>
    /// <param name="progress">Who is told; null for nobody.</param>
    /// <param name="threads">Threads to work on.</param>
    public static Work Of(IProgress<WorkProgress>? progress = null, int threads = 2) =>
        new() { Threads = threads, Progress = progress, Token = TestContext.Current.CancellationToken };
}
