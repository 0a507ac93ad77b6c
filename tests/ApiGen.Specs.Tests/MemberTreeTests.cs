using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests;

public sealed class MemberTreeTests
{
    [Fact]
    public void Each_type_is_written_out_once_where_it_is_first_met()
    {
        TypeModel node = new()
        {
            Name = "Node",
            Members = new MemberModel[]
            {
                new() { Name = "Next", Type = new TypeReference(ValueKind.Object, "Node") },
                new() { Name = "Name", Type = new TypeReference(ValueKind.String) },
            }.ToEquatableArray(),
        };
        MemberModel[] members =
        [
            new() { Name = "Nodes", Type = new TypeReference(ValueKind.List, Element: new TypeReference(ValueKind.Object, "Node")) },
            new() { Name = "Root", Type = new TypeReference(ValueKind.Object, "Node") },
            new() { Name = "Unknown", Type = new TypeReference(ValueKind.Object, "Nowhere") },
        ];

        IReadOnlyList<MemberRow> rows = MemberTree.Of(members, new Dictionary<string, TypeModel> { ["Node"] = node });

        Assert.Equal(
            [("Nodes", 0, false), ("Nodes.Next", 1, true), ("Nodes.Name", 1, false), ("Root", 0, true), ("Unknown", 0, false)],
            rows.Select(row => (row.Path, row.Depth, row.IsShownAbove)));
    }

    [Fact]
    public void Types_as_deep_as_one_likes_end_at_a_depth()
    {
        Dictionary<string, TypeModel> types = Enumerable.Range(0, 200).ToDictionary(i => $"T{i}", i => new TypeModel
        {
            Name = $"T{i}",
            Members = new MemberModel[] { new() { Name = "M", Type = new TypeReference(ValueKind.Object, $"T{i + 1}") } }.ToEquatableArray(),
        });

        IReadOnlyList<MemberRow> rows = MemberTree.Of([new MemberModel { Name = "M", Type = new TypeReference(ValueKind.Object, "T0") }], types);

        Assert.Equal(31, rows.Count);
        Assert.True(rows[^1].IsTooDeep);
    }
}
