using System.Collections.Immutable;

namespace Workbench.Experiments.Sql;

/// <summary>The answer to a question in SQL.</summary>
/// <param name="Columns">The headings; two may be the same.</param>
/// <param name="Rows">One value a column: a text, a <see cref="long"/>, a <see cref="double"/>, bytes, or null.</param>
/// <param name="IsCut">Whether there were more rows than <see cref="WorkbenchDatabase.MaximumRows"/>.</param>
public sealed record SqlRows(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<object?>> Rows, bool IsCut);
