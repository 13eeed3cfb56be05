namespace Workbench.Tests.Consumers;

/// <summary>Tests that share <see cref="ExportedModels"/>.</summary>
[CollectionDefinition(nameof(ExportedModels))]
public sealed class ExportedModelsCollection : ICollectionFixture<ExportedModels>;
