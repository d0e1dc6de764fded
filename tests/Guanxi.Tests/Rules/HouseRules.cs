using System.Reflection;
using System.Xml.Linq;

namespace Guanxi.Tests.Rules;

/// <summary>What project references can't say.</summary>
public sealed class HouseRules
{
    private static readonly IReadOnlyList<Type> Types = [.. House.Modules.SelectMany(m => m.Assembly.GetTypes())];

    [Fact]
    public void Every_use_case_names_its_right_or_says_why_it_needs_none() =>
        Types.Where(t => !t.IsAbstract && IsUseCase(t))
            .Where(t => t.GetCustomAttribute<NeedsAttribute>() is null && t.GetCustomAttribute<NeedsNoRightAttribute>() is null)
            .Select(t => t.FullName).ShouldBeEmpty();

    [Fact]
    public void Every_use_case_has_one_handler_nested_in_it() =>
        Types.Where(t => !t.IsAbstract && IsUseCase(t)).Where(t => t.GetNestedType("Handler", BindingFlags.NonPublic | BindingFlags.Public) is null)
            .Select(t => t.FullName).ShouldBeEmpty();

    [Fact]
    public void No_entity_has_a_public_setter() =>
        Types.Where(t => t is { IsAbstract: false, BaseType: { IsGenericType: true } parent } && parent.GetGenericTypeDefinition() == typeof(Entity<>))
            .SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true }).Select(p => $"{p.DeclaringType!.Name}.{p.Name}").ShouldBeEmpty();

    [Fact]
    public void Insight_references_only_the_base_library() =>
        Assembly.Load("Guanxi.Insight").GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    [Trait("Row", "PLT-8")]
    public void Both_languages_have_the_same_texts()
    {
        foreach (var english in Directory.EnumerateFiles(Path.Combine(Shared.Root, "src"), "Texts.resx", SearchOption.AllDirectories))
            Keys(english).ShouldBe(Keys(english.Replace(".resx", ".zh-CN.resx", StringComparison.Ordinal)), english);

        static List<string> Keys(string file) => [.. XDocument.Load(file).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).Order(StringComparer.Ordinal)];
    }

    private static bool IsUseCase(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IUseCase<>));
}
