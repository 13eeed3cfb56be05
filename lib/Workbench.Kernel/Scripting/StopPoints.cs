using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Workbench.Kernel.Scripting;

/// <summary>
/// Makes the loops and awaits of a cell interruptible: a check at the head of every loop body, and a wait that heeds the
/// token around everything that is awaited, on the same line, so that line numbers stay. (<c>ControlledExecution</c>,
/// which aborts threads, takes the whole process down on Linux.) What is put in stands between marks, by convention, so that libraries
/// that keep the source of a lambda (<c>CallerArgumentExpression</c>) can take it out again.
/// </summary>
internal static class StopPoints
{
    private const string Call = $"global::{nameof(Workbench)}.{nameof(Kernel)}.{nameof(Scripting)}.{nameof(Interruption)}.";
    private const string Mark = "/*stop:*/", EndMark = "/*:stop*/";
    private const string Check = $" {Call}{nameof(Interruption.Check)}(); ";
    private const string Await = $"{Call}{nameof(Interruption.Stoppable)}(";

    public static SourceText Insert(SourceText code, SyntaxNode root)
    {
        var inserts = new List<(int Position, string Text)>();
        foreach (var node in root.DescendantNodes().Where(node => !node.ContainsDiagnostics))
            if (node is AwaitExpressionSyntax { Expression: var awaited })
                inserts.AddRange([(awaited.SpanStart, Await), (awaited.Span.End, ")")]);
            else if (Body(node) is BlockSyntax block)
                inserts.Add((block.OpenBraceToken.Span.End, Check));
            else if (Body(node) is { } body)
                inserts.AddRange([(body.SpanStart, "{" + Check), (body.Span.End, " }")]);
        if (inserts.Count == 0)
            return code;
        var (original, text, from) = (code.ToString(), new StringBuilder(), 0);
        // Where two inserts meet, both open or both close the same, and the outer was found first.
        foreach (var same in inserts.GroupBy(insert => insert.Position).OrderBy(same => same.Key))
        {
            text.Append(original, from, same.Key - from);
            foreach (var (_, insert) in same.Reverse())
                text.Append(Mark).Append(insert).Append(EndMark);
            from = same.Key;
        }
        return SourceText.From(text.Append(original, from, original.Length - from).ToString(), code.Encoding);
    }

    private static StatementSyntax? Body(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        _ => null,
    };
}
