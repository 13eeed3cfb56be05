using System.Reflection;

namespace Workbench.Foundation;

/// <summary>
/// Libraries beside this one, which they refer to, and which only knows where to ask: whoever needs nothing of theirs does without.
/// </summary>
internal static class ExtraLibrary
{
    /// <summary>
    /// Makes what a library has: one that is loaded already, as notebooks do it, else one that stands beside the program, or wherever else
    /// the program looks for what it is asked for.
    /// </summary>
    /// <param name="library">The library, whose name is that of its package and namespace too.</param>
    /// <param name="type">The type in it, which is made without arguments.</param>
    /// <returns>Null where there is no such library, or it belongs to another version of this one.</returns>
    public static T? Find<T>(string library, string type) where T : class
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().LastOrDefault(assembly => assembly.GetName().Name == library);
        try
        {
            return (loaded ?? Assembly.Load(new AssemblyName(library))).GetType($"{library}.{type}") is { } found
                ? Activator.CreateInstance(found) as T
                : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What to do without a library.</summary>
    public static string Remedy(string library) =>
        $"In a notebook, begin with #r \"nuget: {library}\"; a program of your own needs the package {library}";
}
