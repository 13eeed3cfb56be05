namespace Workbench.Foundation.Tables;

/// <summary>A column of a <see cref="ColumnTable"/>.</summary>
/// <param name="Name">Its name, which no other column has.</param>
/// <param name="Kind">What its cells are.</param>
internal sealed record TableColumn(string Name, ColumnKind Kind);
