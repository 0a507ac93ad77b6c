using System.Collections;
using System.Reflection;

namespace ApiGen.Specs.Tests.Binding;

public class IncrementalTests
{
    private const string Text = """
        action: Act
        summary: Does it.
        rateLimit: [20/s, 100/min]
        paging: { position: Offset, items: Data }
        request:
          Offset: { type: int64, values: [1, 2] }
          Wrong: strng
        response:
          Data: list<string>
        errors: { A.B: c }
        examples: [ { request: { Offset: 1, X: [ { a: b } ] } } ]
        types: { T: { members: { A: string } } }
        typo: x

        """;

    [Fact]
    public void Reading_the_same_text_gives_an_equal_document()
    {
        SpecDocument first = SpecReader.Read(new SpecText(Spec.ActionPath, Text));
        SpecDocument second = SpecReader.Read(new SpecText(Spec.ActionPath, new string(Text)));
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, SpecReader.Read(new SpecText(Spec.ActionPath, Text.Replace("c }", "d }", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_comment_at_the_end_leaves_the_document_equal()
    {
        Assert.Equal(SpecReader.Read(new SpecText("a.yaml", Text)), SpecReader.Read(new SpecText("a.yaml", Text + "# a comment\n")));
    }

    [Fact]
    public void A_comment_that_moves_lines_leaves_the_services_equal_and_moves_the_diagnostics()
    {
        SpecSet before = Spec.WithAction(Text);
        SpecSet after = Spec.WithAction("# a comment\n" + Text.Replace("\nrequest:\n", "\nrequest: # another\n", StringComparison.Ordinal));
        Assert.Equal(before.Services, after.Services);
        Assert.Equal(before.Diagnostics.Select(d => (d.Descriptor.Id, d.Location.Line + 1)), after.Diagnostics.Select(d => (d.Descriptor.Id, d.Location.Line)));
    }

    [Fact]
    public void Another_layout_of_the_same_facts_leaves_the_services_equal()
    {
        SpecSet flow = Spec.WithAction("action: Act\nrequest: { A: { type: string, required: true } }\n");
        SpecSet block = Spec.WithAction("request:\n    A:\n        required: true\n        type: 'string'\naction: \"Act\"\n");
        Assert.Equal(flow.Services, block.Services);
    }

    [Fact]
    public void Documents_and_models_hold_nothing_but_values()
    {
        SpecText[] files = [new(Spec.ServicePath, Spec.Service), new(Spec.ActionPath, Text)];
        Assert.True(Walk(SpecReader.Read(files[1]), "document", []) > 100);
        Assert.True(Walk(SpecLoader.Load(files), "set", []) > 30);
    }

    private static int Walk(object? value, string path, HashSet<object> open)
    {
        Type? type = value?.GetType();
        if (value is null || type!.IsPrimitive || type.IsEnum || value is string)
        {
            return 1;
        }

        Assert.True(open.Add(value) || type.IsValueType, $"{path} holds itself");
        Assert.False(value is Delegate or Stream, $"{path} holds a {type}");
        Assert.True(type.Assembly == typeof(SpecSet).Assembly || Nullable.GetUnderlyingType(type) is not null, $"{path} holds a {type}");
        int count = 0;
        if (value is IEnumerable list)
        {
            int index = 0;
            foreach (object? item in list)
            {
                count += Walk(item, $"{path}[{index++}]", open);
            }
        }
        else
        {
            foreach (PropertyInfo property in type.GetProperties().Where(p => p.GetIndexParameters().Length == 0))
            {
                count += Walk(property.GetValue(value), $"{path}.{property.Name}", open);
            }
        }

        open.Remove(value);
        return count;
    }
}
