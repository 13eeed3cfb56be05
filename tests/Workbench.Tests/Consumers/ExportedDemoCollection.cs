namespace Workbench.Tests.Consumers;

/// <summary>Tests that share <see cref="ExportedDemo"/>.</summary>
[CollectionDefinition(nameof(ExportedDemo))]
public sealed class ExportedDemoCollection : ICollectionFixture<ExportedDemo>;
