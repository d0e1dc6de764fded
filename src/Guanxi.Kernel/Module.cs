using System.CommandLine;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi;

/// <summary>A room of the house. The host lists them; each says what it brings.</summary>
public abstract class Module
{
    /// <summary>First word of its tables, rights, refusals and text keys, e.g. <c>sales</c>.</summary>
    public abstract string Name { get; }

    public Assembly Assembly => GetType().Assembly;

    /// <summary>Services beyond the handlers, which are found by themselves.</summary>
    public virtual void Add(IServiceCollection services, IConfiguration configuration) { }

    /// <summary>Tables that the module owns, found as its <see cref="ITable"/> types.</summary>
    public void MapTables(ModelBuilder model)
    {
        foreach (var type in Assembly.GetTypes().Where(t => t is { IsAbstract: false } && typeof(ITable).IsAssignableFrom(t)))
            ((ITable)Activator.CreateInstance(type, nonPublic: true)!).Map(model);
    }

    /// <summary>Routes beyond the use-cases' own <c>Map</c> methods, which are found by themselves. Paths are relative to <c>/api</c>.</summary>
    public virtual void MapApi(RouteGroupBuilder api) { }

    /// <summary>Routes outside the API: downloads and posts that pages use.</summary>
    public virtual void MapPages(IEndpointRouteBuilder routes) { }

    /// <summary>Entries of the main menu.</summary>
    public virtual IEnumerable<MenuEntry> Menu => [];

    /// <summary>Pages of settings, listed under /settings.</summary>
    public virtual IEnumerable<SettingsEntry> Settings => [];

    /// <summary>Rights that a role can have, beyond those that the use-cases name.</summary>
    public virtual IEnumerable<string> Rights => [];

    /// <summary>Commands of the command line.</summary>
    public virtual IEnumerable<Command> Commands(CommandHost host) => [];

    internal void AddUseCases(IServiceCollection services)
    {
        foreach (var type in Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false }))
            foreach (var contract in type.GetInterfaces().Where(i => i.IsGenericType))
            {
                var definition = contract.GetGenericTypeDefinition();
                if (definition == typeof(IHandler<,>) || definition == typeof(IReach<>) || definition == typeof(IListen<>)) services.AddScoped(contract, type);
            }
    }

    internal void MapUseCases(RouteGroupBuilder api)
    {
        foreach (var type in Assembly.GetTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
            if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IUseCase<>))
                && type.GetMethod("Map", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(RouteGroupBuilder)]) is { } map)
                map.Invoke(null, [api.MapGroup("").WithMetadata(new RouteOf(type))]);
        MapApi(api);
    }

    /// <summary>Every right that a use-case of the module names.</summary>
    public IEnumerable<string> AllRights => Assembly.GetTypes()
        .Select(t => t.GetCustomAttribute<NeedsAttribute>()?.Right).OfType<string>().Concat(Rights).Distinct().Order(StringComparer.Ordinal);
}

/// <summary>Maps one entity to its table. Beside the entity, as <c>DealTable</c> is beside <c>Deal</c>.</summary>
public interface ITable
{
    void Map(ModelBuilder model);
}

/// <summary>Hears of what happened in a module below, once or more: handle it so that twice does no harm.</summary>
public interface IListen<in TEvent>
{
    Task Hear(TEvent happened, CancellationToken ct);
}

/// <summary>What a route asks for, so that its documentation can say what the use-case says.</summary>
/// <param name="UseCase">The request's type.</param>
public sealed record RouteOf(Type UseCase);

/// <summary>A page of settings, as /settings lists it.</summary>
/// <param name="Key">Text key of its name; the key with <c>.about</c> after it says in a sentence what can be set there.</param>
/// <param name="Url">Where it is, from the root.</param>
/// <param name="Icon">Name of an icon in the sprite.</param>
/// <param name="Right">Who sees it.</param>
/// <param name="Order">Lower comes first.</param>
public sealed record SettingsEntry(string Key, string Url, string Icon, string Right, int Order);

/// <summary>An entry of the main menu.</summary>
/// <param name="Key">Text key.</param>
/// <param name="Url">Where it leads, from the root.</param>
/// <param name="Icon">Name of an icon in the sprite.</param>
/// <param name="Right">Who sees it; empty for everybody.</param>
/// <param name="Order">Lower comes first.</param>
public sealed record MenuEntry(string Key, string Url, string Icon, string Right, int Order);
