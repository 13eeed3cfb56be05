using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Kernel.Scripting;

/// <summary>A compiled cell.</summary>
/// <param name="Compilation">Its compilation, which the next cell continues.</param>
/// <param name="Run">
/// Runs it. The argument is the script's state, an object a submission: slot 0 is for a globals object, which we do not
/// have; each submission stores itself in the next. Null where there is nothing to run.
/// </param>
internal sealed record Submission(CSharpCompilation Compilation, Func<object?[], Task<object?>>? Run);
