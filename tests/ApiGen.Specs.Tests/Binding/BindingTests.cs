using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Binding;

public class BindingTests
{
    private static string Service(string name, string space, string version = "2025-01-06") =>
        $"service: {name}\nversion: {version}\nnamespace: {space}\nendpoint: {name}.example.com\n";

    private static string[] Ids(SpecSet set) => [.. set.Diagnostics.Select(d => d.Descriptor.Id)];

    [Fact]
    public void A_file_belongs_to_the_service_of_the_nearest_folder()
    {
        SpecSet set = SpecLoader.Load(
        [
            new SpecText("specs/service.yaml", Service("outer", "Outer")),
            new SpecText("specs/inner/service.yaml", Service("inner", "Inner")),
            new SpecText("specs/inner/actions/deep/A.yaml", "action: A\n"),
            new SpecText("specs/B.yaml", "action: B\n"),
            new SpecText("specs/other/C.yaml", "action: C\n"),
        ]);
        Assert.Empty(Spec.Lines(set));
        Assert.Equal(["inner: A", "outer: B, C"], set.Services.Select(s => $"{s.Name}: {string.Join(", ", s.Actions.Select(a => a.Name))}"));
    }

    [Fact]
    public void A_file_may_name_its_service_and_stand_anywhere()
    {
        SpecSet set = SpecLoader.Load(
        [
            new SpecText(Spec.ServicePath, Spec.Service),
            new SpecText(Spec.TypesPath, "types: { Shared: { members: { A: string } } }\n"),
            new SpecText("mine/Own.yaml", "action: Own\nservice: demo\nversion: 2025-01-06\nrequest: { S: Shared, O: OwnType }\ntypes: { OwnType: { members: { S: Shared } } }\n"),
        ]);
        Assert.Empty(Spec.Lines(set));
        ActionModel own = Assert.Single(Assert.Single(set.Services).Actions);
        Assert.Equal(("Own", "mine/Own.yaml"), (own.Name, own.Source));
        Assert.Equal(["OwnType", "Shared"], set.Services[0].Types.Select(t => t.Name));
    }

    [Fact]
    public void A_whole_service_may_stand_in_one_file()
    {
        SpecSet set = SpecLoader.Load([new SpecText("demo.yaml", Spec.Service + "rateLimit: 20/s\nregion: required\ntypes:\n  T: { members: { A: string } }\nactions:\n  Act: { request: { T: T } }\n  Bare:\n")]);
        Assert.Empty(Spec.Lines(set));
        Assert.Equal(["Act", "Bare"], Assert.Single(set.Services).Actions.Select(a => a.Name));
    }

    [Fact]
    public void Actions_inherit_limits_and_region_unless_they_state_them()
    {
        SpecSet set = SpecLoader.Load([new SpecText("demo.yaml", Spec.Service + "rateLimit: 20/s\nregion: required\nactions:\n  A:\n  B: { rateLimit: 5/s, region: none }\n")]);
        ActionModel a = set.Services[0].Actions[0];
        ActionModel b = set.Services[0].Actions[1];
        Assert.Equal((true, "20/s", RegionRequirement.Required), (a.RateLimitAssumed, Assert.Single(a.RateLimits).ToString(), a.Region));
        Assert.Equal((false, "5/s", RegionRequirement.None), (b.RateLimitAssumed, Assert.Single(b.RateLimits).ToString(), b.Region));
    }

    [Theory]
    [InlineData("20/s", "20/s")]
    [InlineData("1/86400s", "1/24h")]
    [InlineData("7/90s", "7/90s")]
    [InlineData("200/10min", "200/10min")]
    [InlineData("200/60min", "200/h")]
    [InlineData("5/86399min", "5/86399min")]
    [InlineData("5/2000h", "5/2000h")]
    [InlineData("5/86400h", "5/86400h")]
    public void A_limit_is_written_so_that_it_can_be_read_again(string limit, string written)
    {
        RateWindow window = Assert.Single(Spec.Action($"action: Act\nrateLimit: {limit}\n").RateLimits);

        Assert.Equal(written, window.ToString());
        Assert.Equal(window, Assert.Single(Spec.Action($"action: Act\nrateLimit: {window}\n").RateLimits));
    }

    [Fact]
    public void Without_any_limit_nothing_is_assumed()
    {
        ActionModel action = Spec.Action("action: Act\n");
        Assert.Equal((false, 0, RegionRequirement.Optional), (action.RateLimitAssumed, action.RateLimits.Count, action.Region));
    }

    [Fact]
    public void Several_services_and_versions_live_side_by_side()
    {
        SpecSet set = SpecLoader.Load(
        [
            new SpecText("b.yaml", Service("beta", "Beta")),
            new SpecText("a2.yaml", Service("alpha", "Alpha.V2", "2026-01-01")),
            new SpecText("a1.yaml", Service("alpha", "Alpha.V1", "2025-01-01")),
        ]);
        Assert.Empty(Spec.Lines(set));
        Assert.Equal(["alpha 2025-01-01", "alpha 2026-01-01", "beta 2025-01-06"], set.Services.Select(s => $"{s.Name} {s.Version}"));
    }

    [Fact]
    public void A_client_class_is_named_after_the_service_unless_stated()
    {
        SpecSet set = SpecLoader.Load([new SpecText("a.yaml", Service("my-api2", "A")), new SpecText("b.yaml", Service("b", "B") + "client: Bee\n")]);
        Assert.Equal(["BeeClient", "MyApi2Client"], set.Services.Select(s => s.ClientName == "Bee" ? "BeeClient" : s.ClientName));
    }

    [Fact]
    public void A_file_without_a_service_is_reported()
    {
        SpecText file = new("elsewhere/Act.yaml", "summary: x\naction: Act\n");
        SpecSet set = SpecLoader.Load([new SpecText(Spec.ServicePath, Spec.Service), file]);
        Assert.Equal(["APIGEN0040(2,9) 'Act'"], Spec.Marks(set, file));
    }

    [Theory]
    [InlineData("dmo", "2025-01-06", "Did you mean 'demo'?")]
    [InlineData("demo", "2024-01-01", "Declared versions of it: 2025-01-06.")]
    [InlineData("unrelated", "2024-01-01", "Add a service.yaml for it")]
    public void A_service_that_is_named_but_not_declared_is_reported(string name, string version, string hint)
    {
        SpecText file = new("Act.yaml", $"action: Act\nservice: {name}\nversion: {version}\n");
        SpecSet set = SpecLoader.Load([new SpecText(Spec.ServicePath, Spec.Service), file]);
        Assert.Equal([$"APIGEN0041(2,10) '{name}'"], Spec.Marks(set, file));
        Assert.Contains(hint, set.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_services_in_one_folder_leave_other_files_undecided()
    {
        SpecText act = new("specs/Act.yaml", "action: Act\n");
        SpecText[] files = [new("specs/a.yaml", Service("alpha", "A")), new("specs/b.yaml", Service("beta", "B")), act];
        Assert.Equal(["APIGEN0042(1,9) 'Act'"], Spec.Marks(SpecLoader.Load(files), files));
    }

    [Fact]
    public void Of_several_services_in_one_folder_service_yaml_is_the_folders_own()
    {
        SpecSet set = SpecLoader.Load([new SpecText("specs/a.yaml", Service("alpha", "A")), new SpecText("specs/service.yaml", Service("beta", "B")), new SpecText("specs/Act.yaml", "action: Act\n")]);
        Assert.Empty(Spec.Lines(set));
        Assert.Equal("Act", Assert.Single(set.Services.Single(s => s.Name == "beta").Actions).Name);
    }

    [Fact]
    public void A_service_declared_twice_is_reported_at_the_second_place()
    {
        SpecText second = new("b/service.yaml", Service("demo", "Other"));
        SpecSet set = SpecLoader.Load([second, new SpecText("a/service.yaml", Spec.Service), new SpecText("b/Act.yaml", "action: Act\n")]);
        Assert.Equal(["APIGEN0043(1,10) 'demo'"], Spec.Marks(set, second));
        Assert.Equal("a/service.yaml", Assert.Single(set.Services).Source);
    }

    [Fact]
    public void A_namespace_that_is_chosen_elsewhere_takes_the_place_of_the_declared_one()
    {
        SpecDocument[] documents = [.. new[] { ("a.yaml", "alpha", "Same"), ("b.yaml", "beta", "Same"), ("c.yaml", "gamma", "Other") }
            .Select(file => SpecReader.Read(new SpecText(file.Item1, Service(file.Item2, file.Item3))))];

        SpecSet apart = SpecBinder.Bind(documents, new Dictionary<string, string> { ["b.yaml"] = "Another" });
        Assert.Empty(Spec.Lines(apart));
        Assert.Equal(["Same", "Another", "Other"], apart.Services.Select(service => service.Namespace));

        SpecSet clash = SpecBinder.Bind(documents, new Dictionary<string, string> { ["b.yaml"] = "Other" });
        Assert.Equal("APIGEN0044", Assert.Single(clash.Diagnostics).Descriptor.Id);
        Assert.Equal(["alpha", "beta"], clash.Services.Select(service => service.Name));
    }

    [Fact]
    public void A_namespace_used_twice_is_reported_at_the_second_place()
    {
        SpecText second = new("b.yaml", Service("beta", "Same"));
        SpecSet set = SpecLoader.Load([second, new SpecText("a.yaml", Service("alpha", "Same"))]);
        Assert.Equal(["APIGEN0044(3,12) 'Same'"], Spec.Marks(set, second));
        Assert.Equal("alpha", Assert.Single(set.Services).Name);
    }

    [Fact]
    public void Names_declared_twice_in_different_files_are_reported_at_the_second_place()
    {
        SpecText[] files =
        [
            new("s/service.yaml", Spec.Service),
            new("s/a.yaml", "types: { T: { members: { First: string } } }\nactions: { A: { summary: first } }\n"),
            new("s/b.yaml", "types:\n  T: {}\n  t: {}\nactions:\n  A:\n  a:\n"),
        ];
        SpecSet set = SpecLoader.Load(files);
        Assert.Equal(["APIGEN0045(2,3) 'T'", "APIGEN0047(3,3) 't'", "APIGEN0046(5,3) 'A'", "APIGEN0047(6,3) 'a'"], Spec.Marks(set, files));
        Assert.Equal("first", Assert.Single(set.Services[0].Actions).Summary);
        Assert.Equal("First", Assert.Single(Assert.Single(set.Services[0].Types).Members).Name);
    }

    [Fact]
    public void What_a_service_declares_itself_comes_before_what_others_add()
    {
        SpecSet set = SpecLoader.Load([new SpecText("z/service.yaml", Spec.Service + "actions: { Act: { summary: own } }\n"), new SpecText("a.yaml", "action: Act\nservice: demo\nversion: 2025-01-06\n")]);
        Assert.Equal(["a.yaml"], set.Diagnostics.Select(d => d.Location.Path));
        Assert.Equal("own", Assert.Single(set.Services[0].Actions).Summary);
    }

    [Theory]
    [InlineData("ActRequest")]
    [InlineData("ActResponse")]
    [InlineData("ActErrorCode")]
    [InlineData("DemoClient")]
    [InlineData("IDemoClient")]
    public void A_type_cannot_have_the_name_of_a_generated_type(string name)
    {
        SpecSet set = Spec.WithAction("action: Act\n", $"types: {{ {name}: {{}}, OtherRequest: {{}}, Act: {{}} }}\n");
        Assert.Equal(["APIGEN0049"], Ids(set));
        Assert.Equal(["Act", "OtherRequest"], Assert.Single(set.Services).Types.Select(t => t.Name));
    }

    [Fact]
    public void Types_may_refer_to_themselves_and_to_each_other()
    {
        SpecSet set = Spec.WithAction("action: Act\n", "types:\n  A: { members: { A: A, B: list<B> } }\n  B: { members: { A: A } }\n");
        Assert.Empty(Spec.Lines(set));
        Assert.Equal(["A", "list<B>"], set.Services[0].Types[0].Members.Select(m => m.Type.ToString()));
    }

    [Fact]
    public void The_files_of_a_service_with_a_wrong_header_are_checked_all_the_same()
    {
        SpecText[] files = [new("s/service.yaml", Spec.Service.Replace("demo.example.com", "https://x", StringComparison.Ordinal)), new("s/A.yaml", "action: A\nrequest: { A: Missing }\n")];
        SpecSet set = SpecLoader.Load(files);
        Assert.Equal(["APIGEN0048(2,15) 'Missing'", "APIGEN0019(4,11) 'https://x'"], Spec.Marks(set, files));
        Assert.Empty(set.Services);
    }

    [Fact]
    public void The_order_of_the_files_changes_nothing()
    {
        SpecText[] files =
        [
            new("s/service.yaml", Spec.Service), new("s/a.yaml", "types: { T: {} }\nactions: { A: {} }\n"), new("s/b.yaml", "types: { T: {}, U: { members: { X: Y } } }\n"),
            new("s2/service.yaml", Service("demo", "X")), new("orphan/O.yaml", "action: O\n"), new("u/t.yaml", Service("tau", "Demo.Api")),
        ];
        SpecSet expected = SpecLoader.Load(files);
        Assert.Equal(["APIGEN0040", "APIGEN0045", "APIGEN0048", "APIGEN0043", "APIGEN0044"], Ids(expected));
        var random = new Random(1);
        for (int i = 0; i < 50; i++)
        {
            random.Shuffle(files);
            Assert.Equal(expected, SpecLoader.Load(files));
        }
    }

    [Fact]
    public void Diagnostics_are_written_the_way_build_tools_read_them()
    {
        SpecSet set = Spec.WithAction("action: Act\nrequest:\n  A: strng\n");
        Assert.Equal(["specs/demo/actions/Act.yaml(3,6): error APIGEN0048: The type 'strng' is not declared. Did you mean 'string'?"], Spec.Lines(set));
    }

    [Fact]
    public void A_folder_is_read_with_all_its_spec_files()
    {
        string folder = Directory.CreateTempSubdirectory("apigen specs ü").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "actions"));
            File.WriteAllText(Path.Combine(folder, "service.yaml"), Spec.Service);
            File.WriteAllText(Path.Combine(folder, "actions", "Act.yml"), "action: Act\n");
            File.WriteAllText(Path.Combine(folder, "readme.md"), "not a spec");
            SpecSet set = SpecLoader.LoadDirectory(folder);
            Assert.Empty(Spec.Lines(set));
            Assert.EndsWith("/actions/Act.yml", Assert.Single(Assert.Single(set.Services).Actions).Source, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
