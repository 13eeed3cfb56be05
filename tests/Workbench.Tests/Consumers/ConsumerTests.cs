namespace Workbench.Tests.Consumers;

/// <summary>The tests of <c>tests/consumers</c> share the exported models.</summary>
[CollectionDefinition(Name)]
public sealed class ConsumerTests : ICollectionFixture<ExportedDemo>
{
    public const string Name = "consumers of exported models";
}
