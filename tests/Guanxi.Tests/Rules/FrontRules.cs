using System.Reflection;
using Guanxi.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Rules;

/// <summary>What a module shows to others, and what its doors may touch.</summary>
public sealed class FrontRules(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly;

    // docs/adr/0007. Seen to fail: a public class beside a use-case in a folder of Contact that nothing shows.
    [Fact]
    public void Beyond_its_root_namespace_a_module_shows_only_use_cases_components_and_what_these_must_show()
    {
        var hidden = new List<string?>();
        foreach (var module in Rooms)
        {
            var visible = module.Assembly.GetExportedTypes().Where(t => !t.IsNested && !IsGenerated(t)).ToList();
            var root = module.GetType().Namespace;
            var front = visible.Where(t => t.Namespace == root || IsUseCase(t) || typeof(IComponent).IsAssignableFrom(t)).ToList();
            var shown = new HashSet<Type>();
            foreach (var type in front) Show(type, module.Assembly, shown);

            hidden.AddRange(visible.Where(t => !shown.Contains(t)).Select(t => t.FullName));
        }
        hidden.ShouldBeEmpty("make it internal, or move it to the module's front");
    }

    // Seen to fail: a RoleView of Staff's roles as a field of a component of Customers; it compiles, because the type is public.
    [Fact]
    public void A_module_knows_another_by_its_root_namespace_only()
    {
        var reaching = from module in Rooms
                       from other in Rooms.Where(o => o != module)
                       from type in UsedBy(module.Assembly)
                       where type.Assembly == other.Assembly && type.Namespace != other.GetType().Namespace
                       select $"{module.Name} uses {type.FullName}";
        reaching.ShouldBeEmpty();
    }

    // Seen to fail: a GuanxiDb among the parameters of a route of Sales, and an injected one in a page.
    [Fact]
    public async Task No_route_and_no_component_has_the_database_handed_in()
    {
        // There are routes once the server runs.
        using var http = await app.Http();
        var routes = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).Select(e => e.Metadata.GetMetadata<MethodInfo>()).OfType<MethodInfo>().ToList();
        routes.Count.ShouldBeGreaterThan(50);
        routes.SelectMany(m => m.GetParameters().Where(p => IsDatabase(p.ParameterType)).Select(p => $"{m.DeclaringType}: {p}")).ShouldBeEmpty();

        House.Modules.Select(m => m.Assembly).Append(typeof(House).Assembly).Distinct().SelectMany(a => a.GetTypes()).Where(typeof(IComponent).IsAssignableFrom)
            .SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(p => (t, p.PropertyType))
                .Concat(t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(f => (t, PropertyType: f.FieldType))))
            .Where(m => IsDatabase(m.PropertyType)).Select(m => m.t.FullName).Distinct().ShouldBeEmpty();
    }

    /// <summary>The modules in <c>src/Modules</c>. The kernel is known to all, and the host puts them together: it implements what they leave to the database.</summary>
    private static IReadOnlyList<Module> Rooms => [.. House.Modules.Where(m => m is not KernelModule && m.Assembly != typeof(House).Assembly)];

    private static bool IsDatabase(Type type) => typeof(DbContext).IsAssignableFrom(type) || typeof(IDatabase).IsAssignableFrom(type);

    private static bool IsUseCase(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IUseCase<>));

    private static bool IsGenerated(Type type) => type.Name.StartsWith('<') || type.Namespace is null;

    private static void Show(Type type, Assembly of, HashSet<Type> shown)
    {
        if (type.HasElementType) Show(type.GetElementType()!, of, shown);
        foreach (var argument in type.GetGenericArguments()) Show(argument, of, shown);
        if (type.Assembly != of || !shown.Add(type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type)) return;
        IEnumerable<Type?> next =
        [
            type.BaseType, .. type.GetInterfaces(), .. type.GetProperties(Members).Select(p => p.PropertyType), .. type.GetFields(Members).Select(f => f.FieldType),
            .. type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType),
            .. type.GetMethods(Members).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)), .. type.GetNestedTypes(),
        ];
        foreach (var other in next.OfType<Type>()) Show(other, of, shown);
    }

    /// <summary>The types that members of the assembly's types are of, as far as reflection sees.</summary>
    private static HashSet<Type> UsedBy(Assembly assembly)
    {
        const BindingFlags all = Members | BindingFlags.NonPublic;
        var used = new HashSet<Type>();
        foreach (var type in assembly.GetTypes())
            foreach (var other in (IEnumerable<Type?>)[type.BaseType, .. type.GetInterfaces(), .. type.GetProperties(all).Select(p => p.PropertyType), .. type.GetFields(all).Select(f => f.FieldType),
                .. type.GetConstructors(all).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType),
                .. type.GetMethods(all).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).Concat(m.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? []))])
                Add(other);
        return used;

        void Add(Type? type)
        {
            if (type is null || !used.Add(type)) return;
            if (type.HasElementType) Add(type.GetElementType());
            foreach (var argument in type.GetGenericArguments()) Add(argument);
        }
    }
}
