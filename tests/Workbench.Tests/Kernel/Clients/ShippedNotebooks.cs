using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>Clients that execute shipped notebooks do so one after the other, with one cache of features.</summary>
[CollectionDefinition(Name)]
public sealed class ShippedNotebooks : ICollectionFixture<InstalledKernel>
{
    public const string Name = "shipped notebooks";

    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(Repository.Root, "notebooks");

    /// <summary>The path of one.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Folder, $"{name}.ipynb");
}
