namespace Workbench.Kernel.Packages;

/// <summary>A feed of packages that the notebook adds to those of the user.</summary>
/// <param name="Written">As the notebook names it.</param>
/// <param name="Place">Its address, or the absolute path of its folder.</param>
internal sealed record PackageSource(string Written, string Place);
